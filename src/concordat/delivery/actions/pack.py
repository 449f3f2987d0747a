"""Publish knowledge packs."""

import secrets
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from concordat.delivery.actions.receipts import take_in_receipts
from concordat.delivery.models import Pack, PackItem, PackVersion, RecallNotice, Receipt
from concordat.delivery.packs.body import WrongPackError, check, fingerprint, to_json
from concordat.delivery.words.pack import Certainty, PackBody, PackEntry, Strength
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.words import VISITOR, Actor, Role

#: Identifiers that a pack repeats, so that a printed one can be checked without us.
_NAMED = ("doi", "pmid", "nice", "url")


def publish_pack(
    *,
    slug: str,
    owner: str,
    body: PackBody,
    works: Sequence[str],
    seen: int | None = None,
    read_by: str = "",
    by: Actor,
    now: datetime | None = None,
) -> int:
    """Publish a version of the pack and return its number; the same body makes no new one.

    `owner` is the slug of a party, `works` the public ids of the body's entries in order,
    `seen` the number of the version that the editor began from, `read_by` who read it before.
    Raises NotAllowedError, ChangedMeanwhileError, and WrongPackError with what to mend.
    """
    now = now or timezone.now()
    party = known.party(owner)
    if party is None:
        raise WrongPackError(f"There is no party {owner!r} that could own the pack.")
    own = "" if party.id in by.services else party.id
    parties.require(by, Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER, party=own)
    check(body)
    if len(works) != len(body.entries):
        raise WrongPackError("Each entry of the pack stands for one work that we hold.")
    text = to_json(body)
    with transaction.atomic():
        pack, _ = Pack.objects.select_for_update().get_or_create(
            slug=slug, defaults={"owner_id": party.id, "created_at": now}
        )
        if pack.owner_id != party.id:
            raise WrongPackError(f"The pack {slug} belongs to another party.")
        if pack.withdrawn_at:
            raise WrongPackError(f"The pack {slug} has been withdrawn: begin another.")
        if seen is not None and seen != pack.latest:
            raise parties.ChangedMeanwhileError(body.question)
        newest = pack.versions.filter(number=pack.latest).first()
        if newest and newest.sha256 == fingerprint(text):
            return pack.latest
        pack.latest += 1
        pack.save(update_fields=["latest"])
        _keep(pack, text, works, read_by=read_by, by=by, now=now)
        changed = {"version": pack.latest, "sha256": fingerprint(text)}
        parties.note(by=by, deed="publish pack", about=f"pack:{pack.public_id}", changed=changed)
    return pack.latest


def _keep(
    pack: Pack, text: str, works: Sequence[str], *, read_by: str, by: Actor, now: datetime
) -> None:
    version = PackVersion.objects.create(
        pack=pack,
        number=pack.latest,
        body=text,
        sha256=fingerprint(text),
        published_at=now,
        published_by=by.name,
        read_by=read_by,
    )
    PackItem.objects.bulk_create(
        PackItem(version=version, place=place, work=work) for place, work in enumerate(works)
    )


def withdraw_pack(*, slug: str, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Take a pack out of use for good: every channel says so and why, and gives its text no more.

    By its owner, or an operator who was asked to. What was published stays in the record.
    Whoever is known to have been given it is told, as of a work that falls.
    Raises NotAllowedError, WrongPackError.
    """
    reason = reason.strip()
    if not reason:
        raise WrongPackError("Give the reason: those who relied on the pack can read it.")
    now = now or timezone.now()
    take_in_receipts(by=by)  # first: whoever got it until now has a receipt
    with transaction.atomic():
        pack = Pack.objects.select_for_update().filter(slug=slug).first()
        if pack is None or pack.withdrawn_at:
            raise WrongPackError(f"There is no pack {slug}, or it has been withdrawn already.")
        own = "" if pack.owner_id in by.services else pack.owner_id or ""
        parties.require(by, Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER, party=own)
        pack.withdrawn_at, pack.withdrawn_why = now, reason[:4000]
        pack.save(update_fields=["withdrawn_at", "withdrawn_why"])
        _tell_holders(pack, by=by, now=now)
        about = f"pack:{pack.public_id}"
        parties.note(by=by, deed="withdraw pack", about=about, changed={"reason": reason})


def _tell_holders(pack: Pack, *, by: Actor, now: datetime) -> None:
    """Write a notice for each holder and way, but not for who withdrew it."""
    receipts = Receipt.objects.filter(kind="pack", thing__in=(pack.public_id, pack.slug))
    newest = {(each.holder, each.channel): each for each in receipts.order_by("at")}
    RecallNotice.objects.bulk_create(
        RecallNotice(
            pack=pack,
            receipt=receipt,
            holder=holder,
            channel=channel,
            key=secrets.token_urlsafe(32),
            next_at=now,
        )
        for (holder, channel), receipt in newest.items()
        if holder != f"person:{by.person}"
    )


def load_packs(*, folder: Path, by: Actor) -> tuple[int, tuple[str, ...]]:
    """Publish every `*.toml` of the folder; return how many packs, and what was wrong.

    A file has `owner` (slug), `question`, `lines`, `review_on`, may have the other fields of a
    PackBody, and `[[item]]` tables with `work` (an identifier, "doi:10...") and `note`. The
    file's name is the pack's slug. Twice publishes nothing new.
    """
    count, complaints = 0, []
    for path in sorted(folder.glob("*.toml")):
        try:
            _load(path, by=by)
            count += 1
        except (ValueError, KeyError, TypeError) as error:
            complaints.append(f"{path.name}: {error}")
    return count, tuple(complaints)


def _load(path: Path, *, by: Actor) -> None:
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    owner, items = table.pop("owner"), table.pop("item", [])
    works = [_work(item["work"]) for item in items]
    table["lines"] = tuple(table["lines"])
    table["strength"] = Strength(table.get("strength", Strength.NOT_JUDGED))
    table["certainty"] = Certainty(table.get("certainty", Certainty.NOT_JUDGED))
    entries = tuple(
        entry_of(work, note=item.get("note", "")) for work, item in zip(works, items, strict=True)
    )
    body = PackBody(entries=entries, **{name: _text(value) for name, value in table.items()})
    ids = [work.id for work in works]
    publish_pack(slug=path.stem, owner=owner, body=body, works=ids, by=by)


def _text(value: Any) -> Any:
    """Return a TOML date as ISO text, anything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _work(name: str) -> WorkView:
    found = evidence.work_named(name, by=VISITOR)
    if not isinstance(found, WorkView):
        raise WrongPackError(f"There is no work {name}: load it first, or mend the identifier.")
    return found


def entry_of(work: WorkView, *, note: str = "") -> PackEntry:
    """Return a work as a pack names it for good."""
    names = [author.short() for author in work.authors[:3]]
    if len(work.authors) > 3:
        names.append("et al.")
    parts = (", ".join(names).rstrip("."), work.journal or work.publisher, str(work.year or ""))
    return PackEntry(
        title=work.title,
        citation=". ".join(part for part in parts if part),
        identifiers=tuple(each for each in work.identifiers if each.scheme in _NAMED),
        note=note,
    )
