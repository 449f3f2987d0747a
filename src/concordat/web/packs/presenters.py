"""What the pages of packs show. Pure."""

from dataclasses import dataclass

from concordat.delivery.words.draft import DraftState, DraftView
from concordat.delivery.words.pack import DeliveredPack
from concordat.web.evidence.standing import Tag, said_on


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list."""

    slug: str
    question: str
    owner: str
    said: str  # version, dates, how much it holds
    warnings: tuple[str, ...]
    overdue: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PackPage:
    slug: str
    number: int
    latest: int
    owner: str
    owner_slug: str
    published: str
    sha256: str
    fallen: bool
    withdrawn: bool


def present_line(delivered: DeliveredPack) -> PackLine:
    """Return a pack as a list shows it, with what must be known before it is opened."""
    pack = delivered.pack
    count = len(pack.works)
    return PackLine(
        slug=pack.slug,
        question=pack.body.question,
        owner=pack.owner_name,
        said=f"Withdrawn on {said_on(pack.withdrawn_at)}. {pack.withdrawn_why}"
        if pack.withdrawn
        else f"Version {pack.number}, published {said_on(pack.published_at)} · "
        f"{count} {'work' if count == 1 else 'works'} · "
        f"to be reviewed by {said_on(pack.body.review_on)}",
        warnings=tuple(
            f"A work in this pack is marked “{work.standing}”: {work.title}"
            for work in delivered.fallen
        ),
        overdue=delivered.overdue,
        withdrawn=pack.withdrawn,
    )


def present_pack(delivered: DeliveredPack) -> PackPage:
    """Return what stands round the body of a pack."""
    pack = delivered.pack
    return PackPage(
        slug=pack.slug,
        number=pack.number,
        latest=pack.latest,
        owner=pack.owner_name,
        owner_slug=pack.owner_slug,
        published=said_on(pack.published_at),
        sha256=pack.sha256,
        fallen=bool(delivered.fallen),
        withdrawn=pack.withdrawn,
    )


_COLOURS = {
    DraftState.WRITING: "blue",
    DraftState.ASKED: "yellow",
    DraftState.CHANGES: "orange",
    DraftState.READY: "green",
    DraftState.PUBLISHED: "grey",
    DraftState.DROPPED: "grey",
}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    id: str
    question: str
    said: str
    tag: Tag
    waits: bool  # for a review that the reader may write


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What the page of a draft says beside its text. `facts`: pairs of label and text."""

    tag: Tag
    said: str
    missing: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    newer: int  # a version published since it was begun, or 0


def present_draft_line(draft: DraftView) -> DraftLine:
    """Return a draft as the list shows it."""
    asked = draft.state is DraftState.ASKED
    return DraftLine(
        draft.id, draft.body.question, _said(draft), _tag(draft), asked and draft.may_review
    )


def present_draft(draft: DraftView) -> DraftPage:
    """Return what stands round a draft."""
    body = draft.body
    facts = (
        ("Strength of the evidence", body.strength.value.capitalize()),
        ("Certainty", body.certainty.value.capitalize()),
        ("Judged by", body.judged),
        ("In our place", body.local),
        ("Search", body.strategy),
        ("Searched on", body.searched_on),
        ("Search reviewed by", body.reviewer),
        ("To be reviewed by", body.review_on),
        ("To be read first", body.mark),
        ("Short name", draft.slug or "Made from the question"),
    )
    return DraftPage(
        tag=_tag(draft),
        said=_said(draft),
        missing=_missing(draft),
        facts=tuple((label, text) for label, text in facts if text),
        newer=draft.latest if draft.latest != draft.begun_from and not draft.new else 0,
    )


def _missing(draft: DraftView) -> tuple[str, ...]:
    body = draft.body
    checks = (
        ("at least one line of the answer", bool(body.lines)),
        ("at least one work", bool(body.entries)),
        ("a date by which it is to be reviewed", bool(body.review_on)),
    )
    return tuple(what for what, there in checks if not there)


def _tag(draft: DraftView) -> Tag:
    return Tag(draft.state.value.capitalize(), _COLOURS[draft.state])


def _said(draft: DraftView) -> str:
    what = "a new pack" if draft.new else f"after version {draft.begun_from}"
    return (
        f"For {draft.owner_name}, {what} · changed {said_on(draft.changed_at)} "
        f"by {draft.changed_by} · {len(draft.works)} "
        f"{'work' if len(draft.works) == 1 else 'works'}"
    )
