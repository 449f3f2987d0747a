"""Planned work, and what is alike."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from concordat.forum.duplication.plan import Plan
from concordat.forum.duplication.radar import Match, Radar
from concordat.forum.models import (
    Decision,
    JointWorkArea,
    Likeness,
    LikenessAnswer,
    Meeting,
    PlannedWork,
)
from concordat.forum.queries.names import acts_for
from concordat.forum.words import (
    AnswerView,
    AreaState,
    Choice,
    LikenessView,
    PlanGiven,
    PlanKind,
    PlanStage,
    PlanView,
)
from concordat.parties import queries as parties
from concordat.parties.words import Actor, PartyRef, Veiled, Visibility
from concordat.search import queries as search

_SHARED = ("public", "parties")


def plans(
    *, by: Actor, text: str = "", kind: str = "", stage: str = "", party: str = ""
) -> list[PlanView]:
    """Return the plans that `by` may read, newest first; those most like `text` first."""
    rows = _visible(by)
    if kind:
        rows = rows.filter(kind=kind)
    if stage:
        rows = rows.filter(stage=stage)
    if party:
        rows = rows.filter(owner__slug=party)
    found = list(rows)
    if text.strip():
        found = _like(text, found)
    return views(found, by=by)


def _like(text: str, rows: list[PlannedWork]) -> list[PlannedWork]:
    """Return the rows with any word of the text, those with most of its words first."""
    wanted = set(_words_of(text))
    counted = [(len(wanted & set(_words_of(_plan(row).text))), row) for row in rows]
    kept = [pair for pair in counted if pair[0]]
    return [row for _, row in sorted(kept, key=lambda pair: -pair[0])]


def plan(public_id: str, *, by: Actor) -> PlanView | None:
    """Return a plan; None: no such, or not for `by` to read."""
    row = _visible(by).filter(public_id=public_id).first()
    return views([row], by=by)[0] if row else None


def _visible(by: Actor) -> QuerySet[PlannedWork]:
    return PlannedWork.objects.filter(parties.visible_to(by)).select_related("owner")


def views(rows: Iterable[PlannedWork], *, by: Actor) -> list[PlanView]:
    """Return plans as pages show them."""
    found = list(rows)
    names = _owners(found)
    return [
        PlanView(
            id=row.public_id,
            version=row.version,
            given=given_of(row),
            party=names[row.owner_id],
            entered_at=row.entered_at,
            mine=acts_for(by, names[row.owner_id].id),
        )
        for row in found
    ]


def _owners(rows: list[PlannedWork]) -> dict[str | None, PartyRef]:
    slugs = {row.owner.slug for row in rows if row.owner}
    refs = {view.slug: view.ref for view in parties.parties(slugs=slugs)} if slugs else {}
    return {row.owner_id: refs[row.owner.slug] for row in rows if row.owner} | {
        None: PartyRef("", "nobody")
    }


def given_of(row: PlannedWork) -> PlanGiven:
    """Return what was entered."""
    return PlanGiven(
        title=row.title,
        kind=PlanKind(row.kind),
        question=row.question,
        population=row.population,
        intervention=row.intervention,
        comparison=row.comparison,
        outcome=row.outcome,
        setting=row.setting,
        headings=tuple(row.headings),
        words=row.words,
        stage=PlanStage(row.stage),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        contact_name=row.contact_name,
        contact_email=row.contact_email,
        visibility=Visibility(row.visibility),
    )


def matches(row: PlannedWork, *, by: Actor) -> list[tuple[PlannedWork, Match]]:
    """Return the five plans most like one, among what `by` may read and what is graded `match`."""
    others = PlannedWork.objects.filter(parties.comparable_by(by)).exclude(stage=PlanStage.STOPPED)
    rows = {each.public_id: each for each in others.exclude(public_id=row.public_id)}
    plans = [_plan(each) for each in rows.values()]
    radar = Radar(plans, words_of=_words_of, trees=_trees)
    return [(rows[match.id], match) for match in radar.most_alike(_plan(row))]


def reasons_back(row: PlannedWork, other: PlannedWork) -> tuple[str, ...]:
    """Return why the other plan is like this one, as told to the owner of the other."""
    radar = Radar([_plan(row)], words_of=_words_of, trees=_trees)
    found = radar.most_alike(_plan(other))
    return found[0].reasons if found else ()


@lru_cache(maxsize=50_000)
def _words_of(text: str) -> tuple[str, ...]:
    return search.words_of(text)


def _trees(name: str) -> tuple[str, ...]:
    """Return where a heading, or one of its entry terms, stands in the thesaurus loaded."""
    found = search.heading(name)
    return found.tree_numbers if found else ()


def _plan(row: PlannedWork) -> Plan:
    return Plan(
        id=row.public_id,
        title=row.title,
        kind=row.kind,
        question=row.question,
        population=row.population,
        intervention=row.intervention,
        comparison=row.comparison,
        outcome=row.outcome,
        setting=row.setting,
        headings=tuple(row.headings),
        words=row.words,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        over=row.stage == PlanStage.FINISHED,
    )


def alike(public_id: str, *, by: Actor) -> list[LikenessView]:
    """Return what was found like a plan, the likest first, what is not shared last.

    A plan graded `match` shows as kind, date and contact, and to the owners of this plan
    alone; one that is kept from others altogether does not show.
    """
    row = _visible(by).filter(public_id=public_id).first()
    if row is None:
        return []
    pairs = Likeness.objects.filter(Q(newer=row) | Q(older=row), lapsed=False)
    found = list(pairs.select_related("newer__owner", "older__owner").prefetch_related("answers"))
    others = {each.pk: each.older if each.newer_id == row.pk else each.newer for each in found}
    readable = set(
        _visible(by).filter(pk__in=[o.pk for o in others.values()]).values_list("pk", flat=True)
    )
    shown = views([o for o in others.values() if o.pk in readable], by=by)
    by_id = {view.id: view for view in shown}
    mine = acts_for(by, row.owner.public_id if row.owner else "")
    made = [_likeness(each, row, others[each.pk], by_id, mine=mine, by=by) for each in found]
    kept = [view for view in made if view.plan or view.veiled]
    return sorted(kept, key=lambda view: (view.plan is None, -view.score))


def _likeness(
    pair: Likeness,
    row: PlannedWork,
    other: PlannedWork,
    shown: dict[str, PlanView],
    *,
    mine: bool,
    by: Actor,
) -> LikenessView:
    answers = tuple(_answer(each, row) for each in pair.answers.all())
    bare = LikenessView(
        id=pair.public_id,
        plan=None,
        veiled=veil(other) if mine else None,
        obliged=pair.obliged and not closed(pair),
        due_on=pair.due_on,
        answers=answers,
        answered=any(each.from_asked for each in answers),
    )
    read = shown.get(other.public_id)
    if read is None:
        return bare
    said = pair.reasons if pair.newer_id == row.pk else pair.reasons_back
    return replace(
        bare,
        plan=read,
        veiled=None,
        score=pair.score,
        relation=pair.relation,
        reasons=tuple(said),
        settled=tuple(_settled(pair, by)),
    )


def _decisions(pair: Likeness) -> QuerySet[Decision]:
    """Return the decisions on a pair that stand: a chair's action does once it is ratified."""
    rows = Decision.objects.filter(item__about=f"likeness:{pair.public_id}")
    return rows.filter(Q(chairs_action=False) | Q(ratified_by__isnull=False))


def _areas(pair: Likeness) -> QuerySet[JointWorkArea]:
    return JointWorkArea.objects.filter(plans=pair.newer_id).filter(plans=pair.older_id)


def closed(pair: Likeness) -> bool:
    """Return whether the forum has decided on the pair or agreed joint work: no answer is owed."""
    agreed = _areas(pair).exclude(state=AreaState.PROPOSED)
    return _decisions(pair).exists() or agreed.exists()


def _settled(pair: Likeness, by: Actor) -> Iterator[tuple[str, str, str]]:
    """Yield what came of a pair, as far as `by` may read it."""
    for row in _decisions(pair).filter(meeting__in=Meeting.objects.filter(parties.visible_to(by))):
        yield "decision", row.public_id, f"Decision {row.number}: {row.text}"
    for area in _areas(pair).filter(parties.visible_to(by)):
        yield "area", area.public_id, f"Joint work: {area.title} ({area.state})"


def named_by(about: str, *, by: Actor) -> tuple[list[str], list[str]]:
    """Return the plans and the joint work (public ids) that an item of an agenda is about."""
    kind, _, key = about.partition(":")
    pairs = Likeness.objects.filter(public_id=key) if kind in ("likeness", "unanswered") else []
    plans: list[str] = []
    areas = [key] if kind == "area" else []
    for pair in pairs:
        rows = _visible(by).filter(pk__in=(pair.newer_id, pair.older_id))
        plans += rows.values_list("public_id", flat=True)
        seen = _areas(pair).filter(parties.visible_to(by))
        areas += seen.values_list("public_id", flat=True)
    return plans, areas


def veil(row: PlannedWork) -> Veiled | None:
    """Return all that others may learn of a plan of the grade `match`; None of another."""
    contact = f"{row.contact_name} {row.contact_email}".strip()
    return parties.veiled(
        visibility=row.visibility, kind=row.kind, starts_on=row.starts_on, contact=contact
    )


def _answer(row: LikenessAnswer, asked: PlannedWork) -> AnswerView:
    return AnswerView(Choice(row.choice), row.reason, row.by, row.at, row.plan_id == asked.pk)


def to_answer(*, by: Actor) -> list[tuple[PlanView, date]]:
    """Return the plans of the actor's party that owe an answer, and until when."""
    if not by.party:
        return []
    mine = PlannedWork.objects.filter(owner__public_id__in=[by.party, *by.heir_to])
    owing: dict[int, date] = {}
    for pair in Likeness.objects.filter(newer__in=mine, obliged=True, lapsed=False):
        if not pair.answers.filter(plan_id=pair.newer_id).exists() and not closed(pair):
            owing[pair.newer_id] = min(pair.due_on, owing.get(pair.newer_id, pair.due_on))
    rows = {row.pk: row for row in mine.select_related("owner").filter(pk__in=owing)}
    shown = {view.id: view for view in views(rows.values(), by=by)}
    return [(shown[rows[pk].public_id], due) for pk, due in owing.items()]


def called(row: PlannedWork) -> str:
    """Return what a plan may be called before all parties."""
    if row.visibility in _SHARED:
        return f"“{row.title}”"
    return f"a {row.kind} that is not shared"
