"""Write a knowledge pack: begin it, write it, have it read by somebody else, publish it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from concordat.delivery.actions.pack import entry_of, publish_pack
from concordat.delivery.models import DraftReview, Pack, PackDraft
from concordat.delivery.packs.body import MOST_LINES, WrongPackError, check, from_json, to_json
from concordat.delivery.queries.drafts import may_review
from concordat.delivery.queries.pack import pack as published_pack
from concordat.delivery.words.draft import OPEN, DraftState
from concordat.delivery.words.pack import PackBody, PackEntry
from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.actions import ChangedMeanwhileError, NotAllowedError, WrongFactError
from concordat.parties.words import VISITOR, Actor, Role, Visibility

WRITERS = (Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)
MOST_WORKS = 100
_LIMITS = {"question": 300, "local": 4000, "strategy": 4000, "judged": 500, "reviewer": 300}


def begin_pack(*, question: str, owner: str = "", by: Actor, now: datetime | None = None) -> str:
    """Begin a new pack of a party or service that `by` works for (slug); return the draft's id.

    Without `owner` it will be the service's, or else the party's. Raises NotAllowedError,
    WrongFactError.
    """
    _need_writer(by)
    named = owner or _first_owner(by)
    party = known.party(named)
    if party is None or not (by.operator or party.id in (by.party, *by.heir_to, *by.services)):
        raise WrongFactError("owner", "Choose a party or a service that you work for.")
    body = PackBody(question=_text("question", question, needed=True), lines=(), entries=())
    return _begin(body, (), slug="", owner=party.slug, begun_from=0, by=by, now=now)


def begin_version(*, pack: str, by: Actor, now: datetime | None = None) -> str:
    """Begin the next version of a pack (slug), from its newest; return the draft's id.

    Who has one of it open gets that one.
    """
    _need_writer(by)
    view = published_pack(pack, by=by)
    if view is None or view.withdrawn:
        raise WrongFactError("", "There is no such pack, or it has been withdrawn.")
    if not (by.operator or view.owner in (by.party, *by.heir_to, *by.services)):
        raise NotAllowedError(by, WRITERS, view.owner)
    begun = PackDraft.objects.filter(known.visible_to(by), slug=view.slug, state__in=OPEN).first()
    if begun:
        return begun.public_id
    owner = view.owner_slug
    return _begin(
        view.body, view.works, slug=view.slug, owner=owner, begun_from=view.number, by=by, now=now
    )


@transaction.atomic
def _begin(
    body: PackBody,
    works: Sequence[str],
    *,
    slug: str,
    owner: str,
    begun_from: int,
    by: Actor,
    now: datetime | None,
) -> str:
    now = now or timezone.now()
    row = PackDraft.objects.create(
        owner_id=by.party or None,
        slug=slug,
        pack_owner=owner,
        begun_from=begun_from,
        body=to_json(body),
        works=list(works),
        writers=[by.person],
        begun_by=by.name,
        changed_by=by.name,
        begun_at=now,
        changed_at=now,
    )
    changed = {"owner": owner, "from version": begun_from}
    parties.note(by=by, deed="begin pack", about=f"draft:{row.public_id}", changed=changed)
    return row.public_id


@transaction.atomic
def write_pack(
    *,
    draft: str,
    edition: int,
    body: PackBody,
    slug: str = "",
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Keep what a draft says now, beside its works, which have deeds of their own.

    It may be incomplete: what is missing is said when it is to be published. `slug` counts
    for a new pack alone. Raises NotAllowedError, WrongFactError, ChangedMeanwhileError.
    """
    row = _own(draft, by)
    _same(row, edition)
    values: dict[str, Any] = {
        name: _text(name, getattr(body, name), needed=name == "question") for name in _LIMITS
    }
    lines = tuple(line.strip() for line in body.lines if line.strip())
    if len(lines) > MOST_LINES or any(len(line) > 300 for line in lines):
        raise WrongFactError("line_1", f"Write at most {MOST_LINES} lines of 300 signs each.")
    if not row.begun_from:
        row.slug = _free_slug(slug, row)
    kept = from_json(row.body)
    _change(row, replace(body, **values, lines=lines, entries=kept.entries), row.works, by, now)
    parties.note(by=by, deed="write pack", about=f"draft:{draft}", changed={"edition": row.edition})


@transaction.atomic
def name_work(
    *, draft: str, work: str, words: str = "", by: Actor, now: datetime | None = None
) -> None:
    """Put a work (public id or identifier) at the end of a draft, with why it is there.

    A work that is there already gets the new words. Only public works: the pack is.
    """
    row = _own(draft, by)
    found = _public_work(work)
    note = _text("words", words, limit=500)
    body = from_json(row.body)
    entries, works = list(body.entries), list(row.works)
    if found.id in works:
        entries[works.index(found.id)] = entry_of(found, note=note)
    elif len(works) >= MOST_WORKS:
        raise WrongFactError("work", f"A pack names at most {MOST_WORKS} works.")
    else:
        entries.append(entry_of(found, note=note))
        works.append(found.id)
    _change(row, replace(body, entries=tuple(entries)), works, by, now)
    changed = {"work": found.id}
    parties.note(by=by, deed="name work in pack", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def drop_work(*, draft: str, work: str, by: Actor, now: datetime | None = None) -> None:
    """Take a work (public id) out of a draft."""
    row = _own(draft, by)
    body = from_json(row.body)
    if work not in row.works:
        raise WrongFactError("work", "That work is not in this pack.")
    kept = [(e, w) for e, w in zip(body.entries, row.works, strict=True) if w != work]
    _change(row, replace(body, entries=tuple(e for e, _ in kept)), [w for _, w in kept], by, now)
    changed = {"work": work}
    parties.note(by=by, deed="drop work from pack", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def raise_work(*, draft: str, work: str, by: Actor, now: datetime | None = None) -> None:
    """Move a work (public id) of a draft one place up."""
    row = _own(draft, by)
    body, works = from_json(row.body), list(row.works)
    at = works.index(work) if work in works else 0
    if at:
        entries: list[PackEntry] = list(body.entries)
        works[at - 1 : at + 1] = works[at - 1 : at + 1][::-1]
        entries[at - 1 : at + 1] = entries[at - 1 : at + 1][::-1]
        _change(row, replace(body, entries=tuple(entries)), works, by, now)
    changed = {"work": work}
    parties.note(by=by, deed="move work in pack", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def ask_review(
    *, draft: str, edition: int, shared: bool = False, by: Actor, now: datetime | None = None
) -> None:
    """Ask somebody else to read a draft: a colleague, or with `shared` anybody of any party.

    Raises WrongFactError when it could not be published as it stands.
    """
    row = _own(draft, by)
    _same(row, edition)
    _check(from_json(row.body))
    if shared and not by.joined:
        raise WrongFactError("who", "Only a party that has joined can ask the others.")
    row.state = DraftState.ASKED.value
    row.visibility = (Visibility.PARTIES if shared else Visibility.OWN_PARTY).value
    row.save(update_fields=["state", "visibility"])
    changed = {"edition": edition, "shared": shared}
    parties.note(by=by, deed="ask for review", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def review_pack(
    *,
    draft: str,
    edition: int,
    ready: bool,
    words: str = "",
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Say of an edition of a draft that it is ready, or what should change.

    By a knowledge specialist or publisher who did not write in it. Raises NotAllowedError,
    WrongFactError, ChangedMeanwhileError.
    """
    row = _seen(draft, by)
    if not may_review(row, by):
        raise WrongFactError("", "Who wrote in a pack does not review it: ask somebody else.")
    _same(row, edition)
    said = _text("words", words, limit=4000, needed=not ready)
    DraftReview.objects.create(
        draft=row,
        edition=edition,
        ready=ready,
        words=said,
        by=by.name,
        person=by.person,
        party=by.party,
        at=now or timezone.now(),
    )
    row.state = (DraftState.READY if ready else DraftState.CHANGES).value
    row.save(update_fields=["state"])
    changed = {"edition": edition, "ready": ready}
    parties.note(by=by, deed="review pack", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def publish_draft(
    *,
    draft: str,
    edition: int,
    unread: str = "",
    by: Actor,
    now: datetime | None = None,
) -> tuple[str, int]:
    """Publish a draft as the next version of its pack; return the pack's slug and the number.

    Somebody else must have found this edition ready, or `unread` says why nobody read it:
    that is shown with the pack. Raises NotAllowedError, ChangedMeanwhileError, and
    WrongFactError when another version was published since it was begun (`compare_draft`).
    """
    row = _own(draft, by)
    _same(row, edition)
    body = from_json(row.body)
    _check(body)
    if not row.slug:
        row.slug = _free_slug("", row)
    latest = Pack.objects.filter(slug=row.slug).values_list("latest", flat=True).first() or 0
    if latest and not row.begun_from:
        raise WrongFactError("", f"The name {row.slug} was taken meanwhile: choose another.")
    if latest != row.begun_from:
        raise WrongFactError(
            "",
            f"Version {latest} was published after this was begun. Nothing of yours is lost: "
            "compare the two on the page of the draft, and say there that you did.",
        )
    try:
        number = publish_pack(
            slug=row.slug,
            owner=row.pack_owner,
            body=body,
            works=row.works,
            read_by=_read_by(row, unread),
            by=by,
            now=now,
        )
    except WrongPackError as error:
        raise WrongFactError("", str(error)) from error
    row.state, row.visibility = DraftState.PUBLISHED.value, Visibility.OWN_PARTY.value
    row.save(update_fields=["state", "visibility", "slug"])
    return row.slug, number


@transaction.atomic
def compare_draft(*, draft: str, number: int, by: Actor) -> None:
    """Say that a draft was compared with version `number`, published since it was begun.

    From then on it may replace that version. Raises WrongFactError for a version of yesterday.
    """
    row = _own(draft, by)
    latest = Pack.objects.filter(slug=row.slug).values_list("latest", flat=True).first() or 0
    if number != latest or not row.begun_from:
        raise WrongFactError("", f"The newest version is {latest}: compare with that one.")
    row.begun_from = latest
    row.save(update_fields=["begun_from"])
    changed = {"version": latest}
    parties.note(by=by, deed="compare draft", about=f"draft:{draft}", changed=changed)


@transaction.atomic
def give_up_draft(*, draft: str, edition: int, by: Actor) -> None:
    """Put a draft aside for good. Its text is kept, for its party alone."""
    row = _own(draft, by)
    _same(row, edition)
    row.state, row.visibility = DraftState.DROPPED.value, Visibility.OWN_PARTY.value
    row.save(update_fields=["state", "visibility"])
    parties.note(by=by, deed="give up draft", about=f"draft:{draft}")


def _read_by(row: PackDraft, unread: str) -> str:
    read = row.reviews.filter(edition=row.edition).first()
    if read is not None and read.ready:
        party = known.party_named(read.party) if read.party else None
        return f"{read.by}{f', {party.name}' if party else ''}"
    why = _text("unread", unread, limit=500)
    if not why:
        raise WrongFactError(
            "unread",
            "Nobody else has found this text ready. Ask for a review, or say why it is "
            "published without one: readers will see it.",
        )
    return f"Nobody: {why}"


def _check(body: PackBody) -> None:
    try:
        check(body)
    except WrongPackError as error:
        raise WrongFactError("", str(error)) from error


def _change(
    row: PackDraft, body: PackBody, works: Sequence[str], by: Actor, now: datetime | None
) -> None:
    """Keep a new text: what was said of the old one no longer counts."""
    row.body, row.works = to_json(body), list(works)
    row.edition += 1
    row.state = DraftState.WRITING.value
    row.writers = sorted({*row.writers, by.person})
    row.changed_by, row.changed_at = by.name, now or timezone.now()
    row.save()


def _seen(draft: str, by: Actor) -> PackDraft:
    """Return a draft that `by` may read, held until the deed is done."""
    seen = PackDraft.objects.filter(known.visible_to(by), public_id=draft).values("pk")
    row = PackDraft.objects.select_for_update().filter(pk__in=seen).first()
    if row is None:
        raise WrongFactError("", "There is no such draft.")
    if row.state not in OPEN:
        raise WrongFactError("", f"This draft is {row.state}: begin a new version instead.")
    return row


def _own(draft: str, by: Actor) -> PackDraft:
    row = _seen(draft, by)
    parties.require(by, *WRITERS, party=row.owner_id or "")
    return row


def _need_writer(by: Actor) -> None:
    if not by.operator:
        parties.require(by, *WRITERS, party=by.party)


def _same(row: PackDraft, edition: int) -> None:
    if row.edition != edition:
        raise ChangedMeanwhileError(from_json(row.body).question)


def _first_owner(by: Actor) -> str:
    found = known.party(next(iter((*by.services, by.party)), ""))
    return found.slug if found else ""


def _free_slug(wanted: str, row: PackDraft) -> str:
    """Return the name of the pack's address: as wanted, or from its question."""
    if wanted and wanted != slugify(wanted):
        raise WrongFactError("slug", "Use small letters, figures and hyphens.")
    base = wanted or row.slug or slugify(from_json(row.body).question)[:60].strip("-") or "pack"
    free = base
    for count in range(2, 100):
        if not Pack.objects.filter(slug=free).exists() and free not in _RESERVED:
            return free
        if wanted:
            break
        free = f"{base}-{count}"
    raise WrongFactError("slug", f"The name {base} is taken: choose another.")


#: Names that have another meaning in addresses.
_RESERVED = frozenset({"new", "drafts"})


def _public_work(name: str) -> WorkView:
    found = evidence.work_named(name, by=VISITOR)
    if isinstance(found, Moved):
        found = evidence.work(found.to, by=VISITOR)
    if not isinstance(found, WorkView):
        raise WrongFactError(
            "work", f"There is no public work “{name}” here: search for it, or have it loaded."
        )
    return found


def _text(field: str, text: str, *, limit: int = 0, needed: bool = False) -> str:
    text, most = text.strip(), limit or _LIMITS[field]
    if needed and not text:
        raise WrongFactError(field, "Write something here.")
    if len(text) > most:
        raise WrongFactError(field, f"Write at most {most} signs: this has {len(text)}.")
    return text
