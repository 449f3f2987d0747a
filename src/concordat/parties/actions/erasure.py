"""Erase what is known of a person, as the law allows, without breaking the record."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError
from concordat.parties.actions.rights import NotAllowedError
from concordat.parties.models import AccessRequest, AuditEntry, Invitation, Person
from concordat.parties.queries.audit import ERASED
from concordat.parties.words import Actor


@transaction.atomic
def erase_person(*, by: Actor, person: str, reason: str, now: datetime | None = None) -> int:
    """Empty a person (public id) of name and address, and the audit rows about them.

    Returns how many audit rows were emptied. That the rows were there, what deed they
    recorded and by whom stays sealed; a new row names their numbers and the reason. Posts,
    roles and mandates stay, without a name: they are the party's record. Sessions, second
    factors, tokens and what invitations and requests say of them go. For the person and an
    operator alone.
    """
    if by.person != person and not by.operator:
        raise NotAllowedError(by, ())
    row = Person.objects.filter(public_id=person, erased_at=None).first()
    if row is None:
        raise WrongFactError("person", f"There is no person {person}, or they are erased already.")
    moment = now or timezone.now()
    _forget_traces(row, moment)
    row.email = f"erased-{row.public_id}@erased.invalid"
    row.name, row.is_active, row.erased_at = "", False, moment
    row.set_unusable_password()
    row.save()
    rows = list(
        AuditEntry.objects.filter(about=f"person:{person}")
        .exclude(deed=ERASED)
        .values_list("number", flat=True)
    )
    _empty(rows)
    note(by=by, deed=ERASED, about=f"person:{person}", changed={"rows": rows, "reason": reason})
    return len(rows)


#: Apps of the sign-in library: what they keep of a person is only for signing in.
_SIGN_IN = frozenset({"account", "mfa", "socialaccount", "usersessions"})


def _forget_traces(row: Person, now: datetime) -> None:
    """Delete or empty what else names a person, before their address is gone."""
    named = {"email": f"erased-{row.public_id}@erased.invalid", "name": ""}
    Invitation.objects.filter(Q(email=row.email) | Q(accepted_by=row)).update(**named)
    requests = AccessRequest.objects.filter(Q(email=row.email) | Q(person=row))
    requests.update(**named, reason="", answer="")
    row.tokens.filter(revoked_at=None).update(revoked_at=now)
    row.tokens.update(name="")
    for relation in row._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and model._meta.app_label in _SIGN_IN:
            model._default_manager.filter(**{relation.field.name: row}).delete()


def _empty(numbers: list[int]) -> None:
    """Take text and salt out of rows: the model refuses, so that only this place does it."""
    table = connection.ops.quote_name(AuditEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET changed = '', salt = '' WHERE number = %s",  # noqa: S608
            [(number,) for number in numbers],
        )
