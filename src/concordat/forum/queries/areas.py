"""Joint work areas."""

from collections.abc import Iterable

from concordat.forum.models import JointWorkArea, PlannedWork
from concordat.forum.queries.names import Names
from concordat.forum.words import AreaState, AreaView, Beneficiary
from concordat.parties import queries as parties
from concordat.parties.words import Actor

#: What must be said before an area can be agreed: field, and how the page calls it.
REQUIRED = (
    ("beneficiary", "who gains"),
    ("measure", "the measure"),
    ("baseline", "the baseline"),
    ("baseline_on", "the day of the baseline"),
)


def areas(*, by: Actor, forum: str = "") -> list[AreaView]:
    """Return the joint work areas that `by` may read, of a forum (slug) or all, by title."""
    rows = JointWorkArea.objects.filter(parties.visible_to(by))
    return _views(rows.filter(forum__slug=forum) if forum else rows, by)


def area(public_id: str, *, by: Actor) -> AreaView | None:
    """Return a joint work area; None: no such, or not for `by` to read."""
    rows = JointWorkArea.objects.filter(parties.visible_to(by), public_id=public_id)
    return next(iter(_views(rows, by)), None)


def missing(row: JointWorkArea) -> tuple[str, ...]:
    """Return what must be said before the area can be agreed."""
    return tuple(called for field, called in REQUIRED if not getattr(row, field))


def _views(rows: Iterable[JointWorkArea], by: Actor) -> list[AreaView]:
    found = list(rows)
    names = Names({slug for row in found for slug in (row.lead, *row.partners)})
    return [_view(row, names, by) for row in found]


def _view(row: JointWorkArea, names: Names, by: Actor) -> AreaView:
    readable = PlannedWork.objects.filter(parties.visible_to(by), areas=row)
    return AreaView(
        id=row.public_id,
        forum=row.forum.slug,
        version=row.version,
        title=row.title,
        scope=row.scope,
        lead=names.ref(row.lead),
        partners=tuple(names.ref(slug) for slug in row.partners),
        state=AreaState(row.state),
        beneficiary=Beneficiary(row.beneficiary) if row.beneficiary else None,
        who=row.who,
        measure=row.measure,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        ends_on=row.ends_on,
        agreed_on=row.agreed_on,
        decision=row.decision.public_id if row.decision else "",
        missing=missing(row),
        plans=tuple((plan.public_id, plan.title) for plan in readable),
        entries=tuple((entry.at, entry.text, entry.by) for entry in row.entries.all()),
    )
