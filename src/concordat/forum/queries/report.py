"""The report of a year, from records only: each figure lists what it counts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from concordat.forum.models import (
    Action,
    Decision,
    Forum,
    JointWorkArea,
    LikenessAnswer,
    Meeting,
    PartyQuestion,
    PlannedWork,
)
from concordat.forum.queries.decisions import views
from concordat.forum.queries.forums import members_on
from concordat.forum.queries.minutes import public_title
from concordat.forum.words import Choice, DecisionView, Figure, MinutesState, YearReport
from concordat.parties import queries as parties
from concordat.parties.words import Actor

_SHARED = ("public", "parties")
Record = tuple[str, str]


def year_report(forum: str, year: int, *, by: Actor) -> YearReport | None:
    """Return what the records of a year say that `by` may read; None: no such forum."""
    row = Forum.objects.filter(slug=forum).first()
    if row is None:
        return None
    return YearReport(
        forum=row.slug,
        forum_name=row.name,
        year=year,
        figures=(
            *_of_meetings(row, year, by),
            *_of_planning(row, year, by),
            *_of_joint_work(row, year, by),
            *_of_answers(row, year, by),
        ),
        commitments=_commitments(row, by),
    )


def _of_meetings(row: Forum, year: int, by: Actor) -> Iterable[Figure]:
    """Yield what members know of meetings, or what everybody does: what was published."""
    known = Q(pk__in=Meeting.objects.filter(parties.visible_to(by)))
    public = Q(minutes__state=MinutesState.PUBLISHED)
    held = Meeting.objects.filter(
        known | public, forum=row, starts_at__year=year, state="closed"
    ).select_related("minutes")
    done = [each for each in held if _published(each)]
    whole = tuple((each.title, f"/meetings/{each.public_id}") for each in held)
    yield Figure(
        "meetings",
        "Meetings held",
        "Meetings of the forum that were opened and closed in the year.",
        whole if by.joined else _minutes(done),
    )
    counted = Q(meeting=None) | Q(meeting__in=held.values("pk"))
    rows = Decision.objects.filter(counted, forum=row, at__year=year)
    taken = views(rows.order_by("at", "pk"), by=by)
    yield Figure(
        "decisions",
        "Decisions with a quorum",
        "Decisions of those meetings taken while the quorum of the terms of reference was met.",
        _decisions(each for each in taken if each.quorate),
    )
    yield Figure(
        "chairs_actions",
        "Chair’s actions not ratified yet",
        "Decisions of the year without a quorum, in meetings or between them, that no later "
        "meeting has ratified.",
        _decisions(each for each in taken if each.to_ratify),
    )
    yield Figure(
        "minutes",
        "Minutes published",
        "Minutes of those meetings that are approved and published.",
        _minutes(done),
    )


def _published(row: Meeting) -> bool:
    found = getattr(row, "minutes", None)
    return found is not None and found.state == MinutesState.PUBLISHED


def _minutes(rows: Iterable[Meeting]) -> tuple[Record, ...]:
    return tuple(
        (f"Minutes of {public_title(each.minutes)}", f"/meetings/{each.public_id}/minutes")
        for each in rows
    )


def _decisions(found: Iterable[DecisionView]) -> tuple[Record, ...]:
    return tuple((f"{each.number}: {each.text}", f"/decisions/{each.id}") for each in found)


def _of_planning(row: Forum, year: int, by: Actor) -> Iterable[Figure]:
    slugs = _slugs(row, year)
    shared = PlannedWork.objects.filter(
        parties.visible_to(by), owner__slug__in=slugs, visibility__in=_SHARED
    )
    yield Figure(
        "plans",
        "Planned work entered",
        "Plans entered in the year by parties that were members at any time in it, and that "
        "are public or shared among parties.",
        tuple((p.title, f"/planned/{p.public_id}") for p in shared.filter(entered_at__year=year)),
    )
    answers = LikenessAnswer.objects.filter(plan__in=shared, at__year=year)
    spared = _last(answers.exclude(choice=Choice.PROCEED))
    yield Figure(
        "duplicates",
        "Duplicates answered by joining, sharing or waiting",
        "Pairs of alike plans of which an owner answered join, share or wait as its last word. "
        "A pair whose owners answer differently is counted below too.",
        tuple((f"{each.plan.title}: {each.choice}", _of_plan(each)) for each in spared),
    )
    went_on = _last(answers.filter(choice=Choice.PROCEED))
    yield Figure(
        "proceeded",
        "Duplicates that proceed with a reason",
        "Pairs of alike plans of which an owner answered proceed, with the reason.",
        tuple((f"{each.plan.title}: {each.reason}", _of_plan(each)) for each in went_on),
    )


def _slugs(row: Forum, year: int) -> set[str]:
    """Return who was a member at any time in the year, and who held a membership then."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    began = row.members.filter(since__year=year).values_list("since", flat=True)
    members = [m for day in {first, last, *began} for m in members_on(row, day)]
    return {slug for m in members for slug in (m.party.slug, m.holder.slug)}


def _last(rows: Iterable[LikenessAnswer]) -> list[LikenessAnswer]:
    """Return for each pair the last answer, unless a later one of that owner says otherwise."""
    found: dict[int, LikenessAnswer] = {}
    for row in rows:
        later = LikenessAnswer.objects.filter(
            likeness=row.likeness_id, plan=row.plan_id, at__gt=row.at
        )
        if not later.exists():
            found[row.likeness_id] = row
    return list(found.values())


def _of_plan(row: LikenessAnswer) -> str:
    return f"/planned/{row.plan.public_id}"


def _of_joint_work(row: Forum, year: int, by: Actor) -> Iterable[Figure]:
    areas = JointWorkArea.objects.filter(parties.visible_to(by), forum=row)
    yield Figure(
        "areas",
        "Joint work agreed",
        "Joint work areas agreed in the year, each with beneficiary, measure and baseline.",
        tuple((a.title, f"/areas/{a.public_id}") for a in areas.filter(agreed_on__year=year)),
    )
    if by.joined:
        done = Action.objects.filter(forum=row, done_on__year=year)
        yield Figure(
            "actions",
            "Actions done",
            "Actions given by the forum and done in the year, in time or late.",
            tuple((each.text, f"/forum/{row.slug}#actions") for each in done),
        )


def _of_answers(row: Forum, year: int, by: Actor) -> Iterable[Figure]:
    rows = PartyQuestion.objects.filter(parties.visible_to(by), forum=row, answered_at__year=year)
    yield Figure(
        "questions",
        "Questions answered",
        "Questions between parties that were answered in the year.",
        tuple((each.text, f"/questions/{each.public_id}") for each in rows),
    )


def _commitments(row: Forum, by: Actor) -> tuple[tuple[str, str, int], ...]:
    found = parties.agreement(row.agreement, by=by) if row.agreement else None
    if found is None:
        return ()
    return tuple((c.holding.party.name, c.text, len(c.evidence)) for c in found.commitments)
