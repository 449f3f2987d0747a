"""Write one row of the audit record."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from concordat.parties import chain
from concordat.parties.models import AuditEntry, AuditHead
from concordat.parties.queries.audit import audit_key, head_path, stamp
from concordat.parties.words import Actor

#: The head last appended by this process: (file, count, seal).
_appended: list[tuple[Path, int, str]] = []


def note(
    *,
    by: Actor,
    deed: str,
    about: str,
    changed: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> None:
    """Add one row to the record, inside the current transaction or one of its own.

    `deed` is a verb and a noun ("found party"), `about` names the thing ("party:hee"),
    `changed` what can be told as JSON (dates, sets and the like become text). Writers
    wait here for each other, one row after the other; call it last in a transaction.
    Raises ImproperlyConfigured without an AUDIT_KEY: what cannot be recorded is not done.
    """
    if not audit_key():
        raise ImproperlyConfigured("No AUDIT_KEY: nothing can be written. Run `concordat doctor`.")
    text = json.dumps(changed or {}, ensure_ascii=False, sort_keys=True, default=_plain)
    with transaction.atomic():
        head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1)
        entry = _sealed(head, by=by, deed=deed, about=about, changed=text, now=now)
        entry.save()
        head.count, head.mac = entry.number, entry.mac
        head.save()
        # robust: the deed is done and must not be reported as failed; the next row catches
        # up, and until then `verify_audit` says that the file is behind.
        transaction.on_commit(append_head, robust=True)


def _sealed(
    head: AuditHead, *, by: Actor, deed: str, about: str, changed: str, now: datetime | None
) -> AuditEntry:
    salt = secrets.token_hex(16)
    entry = AuditEntry(
        number=head.count + 1,
        at=(now or timezone.now()).astimezone(UTC),
        # Only the opaque id of a person: a name could not be erased from a sealed row.
        by=f"person:{by.person}" if by.person else by.name[:60],
        party=by.party,
        deed=deed[:100],
        about=about[:200],
        changed=changed,
        salt=salt,
        digest=chain.digest_of(salt=salt, changed=changed),
    )
    entry.mac = chain.seal(audit_key(), **stamp(entry), previous=head.mac)
    return entry


def append_head() -> None:
    """Append the head as committed to its file; once for however many rows were committed."""
    head = AuditHead.objects.filter(pk=1).first()
    path = head_path(settings.DATA_DIR)
    if head is None or [(path, head.count, head.mac)] == _appended:
        return
    chain.append_head(path, count=head.count, mac=head.mac)
    _appended[:] = [(path, head.count, head.mac)]


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset | tuple):
        return sorted(map(str, value)) if isinstance(value, set | frozenset) else list(value)
    return str(value)
