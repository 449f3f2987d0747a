"""Load the invented life of a forum from reviewed files. Loading twice changes nothing.

Days are counted from the day of loading (`days = -30` is a month ago), so that the
demonstration always has a meeting to come. content/demo/forum/*.toml, read as one:

[[agreement]] slug, title, signers (slugs), [[agreement.clause]] key, text
[[forum]] slug, name, about, agreement, clause
    [[forum.terms]] number, days, text, rules (see forum.quorum.read_rule)
    [[forum.member]] party, kind, centre, days
[[plan]] key, party, days, and the fields of words.PlanGiven; starts, ends in days
[[answer]] plan, other (keys), choice, reason, days
[[area]] key, forum, title, scope, lead, partners, beneficiary, who, measure, baseline, target, days
[[question]] forum, party, of, text, detail, days, due; answer, answered
[[meeting]] forum, title, place, days, called, called_off_items; held = true runs it:
    [[meeting.item]] title, text, asks, party
    [[meeting.present]] person, party
    [[meeting.interest]] person, party, item (number), text, handling
    [[meeting.position]] item (number), party, stance, reasons, spoken_by
    [[meeting.decision]] item (number), text, reasons, cites (kind, ref, label, hash),
        agrees (area), review (days), or in place of an item: approves, the title of an
        earlier meeting, whose minutes are then published
    [[meeting.action]] party, text, due, done
    [[meeting.withhold]] passage, reason: when its minutes are published

The number of an item counts those of the file; what comes by itself is not counted.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.forum.actions.areas import agree_area, measure_area, propose_area
from concordat.forum.actions.decisions import decide, finish_action, give_action
from concordat.forum.actions.forums import admit, found_forum, set_terms
from concordat.forum.actions.meetings import (
    attend,
    call_meeting,
    declare_interest,
    propose_item,
    set_state,
    take_position,
)
from concordat.forum.actions.minutes import (
    approve_minutes,
    circulate_minutes,
    draft_minutes,
    publish_minutes,
    withhold_passage,
)
from concordat.forum.actions.plans import answer_likeness, enter_plan
from concordat.forum.actions.questions import answer_question, ask
from concordat.forum.models import AgendaItem, Forum, Letter, Likeness, Minutes, PlannedWork
from concordat.forum.words import (
    Beneficiary,
    Choice,
    CitationKind,
    Cite,
    ItemKind,
    MeetingState,
    MemberKind,
    PlanGiven,
    PlanKind,
    PlanStage,
    Refused,
    Stance,
)
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.words import (
    Actor,
    AgreementKind,
    ClauseKind,
    LoadReport,
    Visibility,
)

Row = Mapping[str, Any]
_TEXTS = (
    "question",
    "population",
    "intervention",
    "comparison",
    "outcome",
    "setting",
    "words",
    "contact_name",
    "contact_email",
)


def load_demo(*, folder: Path, by: Actor, now: datetime | None = None) -> LoadReport:
    """Load the files of a folder, all or nothing; what cannot be used is a complaint."""
    try:
        tables = _read(folder)
        if Forum.objects.filter(slug__in=[row["slug"] for row in tables["forum"]]).exists():
            return LoadReport(unchanged=1, files=1)
        with transaction.atomic():
            count = _Demo(by, now or timezone.now()).load(tables)
            # Nobody of the demonstration gets mail for what happened before it began.
            Letter.objects.filter(sent_at=None).update(sent_at=timezone.now())
    except (OSError, tomllib.TOMLDecodeError, KeyError, Refused, ValueError) as error:
        return LoadReport(complaints=(f"{folder.name}: {error}. Nothing of it was loaded.",))
    return LoadReport(new=count, files=1)


def _read(folder: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {
        name: [] for name in ("agreement", "forum", "plan", "answer", "area", "question", "meeting")
    }
    for path in sorted(folder.glob("*.toml")):
        for name, rows in tomllib.loads(path.read_text("utf-8")).items():
            if name not in found:
                raise Refused(name, f"{path.name}: there is no table {name}")
            found[name] += rows
    return found


@dataclass(slots=True)
class _Demo:
    by: Actor
    now: datetime
    plans: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, tuple[str, Row]] = field(default_factory=dict)

    def load(self, tables: Mapping[str, Sequence[Row]]) -> int:
        steps = {
            "agreement": self._agreement,
            "forum": self._forum,
            "plan": self._plan,
            "answer": self._answer,
            "area": self._area,
            "question": self._question,
            "meeting": self._meeting,
        }
        for name, step in steps.items():
            for row in tables[name]:
                step(row)
        return sum(len(rows) for rows in tables.values())

    def _day(self, days: int) -> date:
        return timezone.localdate(self.now) + timedelta(days=days)

    def _at(self, days: int, hour: int = 10) -> datetime:
        return timezone.make_aware(datetime.combine(self._day(days), time(hour)))

    def _agreement(self, row: Row) -> None:
        if known.agreement(row["slug"], by=self.by):
            return
        clauses = [(c["key"], ClauseKind(c["kind"]), c["text"]) for c in row["clause"]]
        parties.record_agreement(
            by=self.by,
            slug=row["slug"],
            kind=AgreementKind(row["kind"]),
            title=row["title"],
            clauses=clauses,
            signed_on=self._day(row["days"]),
            source=row["source"],
        )
        for slug in row["signers"]:
            party = known.party(slug)
            if party is None:
                raise Refused("signers", f"there is no party {slug}")
            parties.sign(
                by=self.by, agreement=row["slug"], name=party.name, parties=[slug], on=None
            )

    def _forum(self, row: Row) -> None:
        found_forum(
            by=self.by,
            slug=row["slug"],
            name=row["name"],
            about=row["about"],
            agreement=row["agreement"],
            clause=row["clause"],
        )
        for terms in row["terms"]:
            set_terms(
                by=self.by,
                forum=row["slug"],
                number=terms["number"],
                since=self._day(terms["days"]),
                text=terms["text"],
                rules=terms["rules"],
                source=terms["source"],
            )
        for member in row["member"]:
            admit(
                by=self.by,
                forum=row["slug"],
                party=member["party"],
                kind=MemberKind(member["kind"]),
                since=self._day(member["days"]),
                centre=member.get("centre", ""),
            )

    def _plan(self, row: Row) -> None:
        given = PlanGiven(
            title=row["title"],
            kind=PlanKind(row["kind"]),
            headings=tuple(row.get("headings", ())),
            stage=PlanStage(row.get("stage", "planned")),
            starts_on=self._day(row["starts"]) if "starts" in row else None,
            ends_on=self._day(row["ends"]) if "ends" in row else None,
            visibility=Visibility(row.get("visibility", "parties")),
            **{name: row.get(name, "") for name in _TEXTS},
        )
        self.plans[row["key"]] = enter_plan(
            by=self.by, given=given, now=self._at(row["days"]), party=row["party"]
        )

    def _answer(self, row: Row) -> None:
        plan, other = (
            PlannedWork.objects.get(public_id=self.plans[row[key]]) for key in ("plan", "other")
        )
        pair = Likeness.objects.filter(
            newer__in=[plan, other], older__in=[plan, other], lapsed=False
        ).first()
        if pair is None:
            raise Refused("answer", f"{row['plan']} and {row['other']} are not alike")
        answer_likeness(
            by=self.by,
            likeness=pair.public_id,
            plan=plan.public_id,
            choice=Choice(row["choice"]),
            reason=row["reason"],
            now=self._at(row["days"]),
        )

    def _area(self, row: Row) -> None:
        self.areas[row["key"]] = made = propose_area(
            by=self.by,
            forum=row["forum"],
            title=row["title"],
            scope=row["scope"],
            lead=row["lead"],
            partners=row["partners"],
            plans=[self.plans[key] for key in row.get("plans", ())],
            ends_on=self._day(row["ends"]),
            now=self._at(row["days"]),
        )
        if "measure" in row:
            measure_area(
                by=self.by,
                area=made,
                beneficiary=Beneficiary(row["beneficiary"]),
                who=row["who"],
                measure=row["measure"],
                baseline=row["baseline"],
                baseline_on=self._day(row["baseline_days"]),
                target=row["target"],
                version=1,
                now=self._at(row["days"]),
            )

    def _question(self, row: Row) -> None:
        made = ask(
            by=self.by,
            forum=row["forum"],
            text=row["text"],
            asked_of=row["of"],
            due_on=self._day(row["due"]),
            detail=row.get("detail", ""),
            now=self._at(row["days"]),
            party=row["party"],
        )
        if "answer" in row:
            answer_question(
                by=self.by, question=made, text=row["answer"], now=self._at(row["answered"])
            )

    def _meeting(self, row: Row) -> None:
        starts, called = self._at(row["days"]), self._at(row["called"])
        made = call_meeting(
            by=self.by,
            forum=row["forum"],
            title=row["title"],
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place=row["place"],
            items_until=self._day(row["items_until"]),
            now=called,
        )
        self.meetings[row["title"]] = (made, row)
        for item in row.get("item", ()):
            propose_item(
                by=self.by,
                meeting=made,
                title=item["title"],
                text=item.get("text", ""),
                asks=item["asks"],
                now=called,
                party=item["party"],
            )
        if row.get("held"):
            self._hold(row, made, starts)

    def _hold(self, row: Row, meeting: str, at: datetime) -> None:
        own = AgendaItem.objects.filter(meeting__public_id=meeting, kind=ItemKind.MATTER)
        items = {number: item.public_id for number, item in enumerate(own, start=1)}
        for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
            set_state(by=self.by, meeting=meeting, state=state, now=at)
        for each in row["present"]:
            attend(by=self.by, meeting=meeting, person=each["person"], party=each["party"], now=at)
        for each in row.get("interest", ()):
            declare_interest(
                by=self.by,
                meeting=meeting,
                person=each["person"],
                party=each["party"],
                text=each["text"],
                handling=each["handling"],
                item=items[each["item"]],
            )
        for each in row.get("position", ()):
            take_position(
                by=self.by,
                item=items[each["item"]],
                party=each["party"],
                stance=Stance(each["stance"]),
                reasons=each.get("reasons", ""),
                now=at,
                spoken_by=each["spoken_by"],
            )
        for each in row.get("decision", ()):
            self._decide(row, each, meeting, items, at)
        for each in row.get("action", ()):
            self._action(row, each, meeting, at)
        set_state(by=self.by, meeting=meeting, state=MeetingState.CLOSED, now=at)
        draft_minutes(by=self.by, meeting=meeting, now=at)
        circulate_minutes(by=self.by, meeting=meeting)

    def _decide(
        self, row: Row, each: Row, meeting: str, items: Mapping[int, str], at: datetime
    ) -> None:
        cites = [
            Cite(CitationKind(c["kind"]), c["ref"], c.get("label", ""))
            for c in each.get("cites", ())
        ]
        approves = each.get("approves", "")
        made = decide(
            by=self.by,
            meeting=meeting,
            text=each["text"],
            reasons=each.get("reasons", ""),
            item=self._about_minutes(meeting, approves) if approves else items[each["item"]],
            cites=cites,
            owner=each.get("owner", ""),
            review_on=self._day(each["review"]) if "review" in each else None,
            as_chairs_action=True,
            now=at,
        )
        if approves:
            self._publish(approves, made, at)
        if "agrees" in each:
            agree_area(by=self.by, area=self.areas[each["agrees"]], decision=made, now=at)

    def _about_minutes(self, meeting: str, title: str) -> str:
        earlier, _ = self.meetings[title]
        about = f"minutes:{Minutes.objects.get(meeting__public_id=earlier).public_id}"
        return AgendaItem.objects.get(meeting__public_id=meeting, about=about).public_id

    def _publish(self, title: str, decision: str, at: datetime) -> None:
        """Approve the minutes of an earlier meeting and publish them."""
        earlier, row = self.meetings[title]
        approve_minutes(by=self.by, meeting=earlier, decision=decision, now=at)
        for each in row.get("withhold", ()):
            withhold_passage(
                by=self.by, meeting=earlier, passage=each["passage"], reason=each["reason"]
            )
        publish_minutes(by=self.by, meeting=earlier, now=at)

    def _action(self, row: Row, each: Row, meeting: str, at: datetime) -> None:
        made = give_action(
            by=self.by,
            forum=row["forum"],
            party=each["party"],
            text=each["text"],
            due_on=self._day(each["due"]),
            now=at,
            meeting=meeting,
        )
        if "done" in each:
            finish_action(by=self.by, action=made, version=1, on=self._day(each["done"]))
