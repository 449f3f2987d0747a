"""Record an agreement, a signature, support, or who convenes."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import (
    WrongFactError,
    day_of,
    known_agreement,
    known_party,
    new_slug,
    text_of,
)
from concordat.parties.actions.rights import require
from concordat.parties.actions.signing import key_to_sign, refuse_impossible
from concordat.parties.actions.wording import keep_clauses
from concordat.parties.models import (
    Agreement,
    Convenor,
    Party,
    Signatory,
    Signature,
    Support,
    Version,
)
from concordat.parties.rows import NAME
from concordat.parties.words import (
    Actor,
    AgreementKind,
    Certainty,
    ClauseGiven,
    ClauseKind,
    Day,
    Role,
    Visibility,
)


@transaction.atomic
def record_agreement(
    *,
    by: Actor,
    slug: str,
    kind: AgreementKind,
    title: str,
    clauses: Sequence[tuple[str, ClauseKind, str] | ClauseGiven] = (),
    short: str = "",
    about: str = "",
    signed_on: Day | date | None = None,
    since: Day | date | None = None,
    review_on: Day | date | None = None,
    owner: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    source: str = "",
) -> str:
    """Record an agreement with its first version; return its public id.

    `clauses`: each as a ClauseGiven, or key, kind and text; in order. `owner`: the slug of the
    party whose it is, needed for all but what is public or for all parties. `since`: in force
    from then; None: from the day it was signed. An administrator records for their own party.
    """
    holder = known_party("owner", owner) if owner else None
    if holder:
        require(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=holder.public_id)
    else:
        require(by, Role.SECRETARIAT)
    if holder is None and visibility not in (Visibility.PUBLIC, Visibility.PARTIES):
        raise WrongFactError("owner", "What is kept from others needs a party whose it is.")
    agreement = Agreement.objects.create(
        slug=new_slug("slug", slug, Agreement),
        kind=kind.value,
        title=text_of("title", title, limit=500),
        short=short.strip()[:NAME],
        about=about.strip(),
        signed_on=day_of(signed_on),
        since=day_of(since),
        review_on=day_of(review_on),
        owner=holder,
        visibility=visibility.value,
        source=source,
    )
    version = Version.objects.create(agreement=agreement, number="1")
    given = [each if isinstance(each, ClauseGiven) else ClauseGiven(*each) for each in clauses]
    keep_clauses(version, given)
    changed = {"title": title, "kind": kind, "visibility": visibility, "clauses": len(clauses)}
    note(by=by, deed="record agreement", about=f"agreement:{slug}", changed=changed)
    return agreement.public_id


@transaction.atomic
def sign(
    *,
    by: Actor,
    agreement: str,
    name: str,
    parties: Sequence[str],
    on: Day | date | None,
    function: str = "",
    officer: str = "",
    officer_role: str = "",
    version: str = "",
    source: str = "",
    comment: str = "",
) -> str:
    """Record a signature under one name, of one party or several; return its public id.

    `on`: None when it is as the agreement. `function` decides who holds the signature
    after a split. A name that withdrew may sign again. Raises WrongFactError, NotAllowedError.
    """
    row = known_agreement("agreement", agreement, by)
    if not parties:
        raise WrongFactError("parties", "Say who signed under that name.")
    signers = [known_party("parties", slug) for slug in dict.fromkeys(parties)]
    _require_for(by, signers)
    name = text_of("name", name, limit=NAME)
    refuse_impossible(row, signers, day_of(on))
    key = key_to_sign(row, name, day_of(on))
    count_change(row)
    signature = Signature.objects.create(
        agreement=row,
        version=_version(row, version),
        key=key,
        name=name,
        since=day_of(on),
        function=function.strip(),
        officer=officer.strip(),
        officer_role=officer_role.strip(),
        source=source,
        note=comment,
    )
    for party in signers:
        Signatory.objects.create(signature=signature, party=party)
    changed = {"name": name, "parties": list(parties), "on": on, "function": function}
    note(by=by, deed="sign", about=f"agreement:{agreement}", changed=changed)
    return signature.public_id


def _require_for(by: Actor, parties: Sequence[Party]) -> None:
    for party in parties:
        require(by, Role.SECRETARIAT, Role.DELEGATE, Role.ADMINISTRATOR, party=party.public_id)


def _version(agreement: Agreement, number: str) -> Version | None:
    versions = agreement.versions.order_by("pk")
    found = versions.filter(number=number).first() if number else versions.last()
    if number and found is None:
        raise WrongFactError("version", f"This agreement has no version {number}.")
    return found


@transaction.atomic
def support(
    *,
    by: Actor,
    agreement: str,
    party: str,
    on: Day | date | None,
    name: str = "",
    source: str = "",
) -> str:
    """Record that a party supports an agreement without signing it; return the public id."""
    row, supporter = known_agreement("agreement", agreement, by), known_party("party", party)
    _require_for(by, [supporter])
    if row.support.filter(party=supporter, until=None, mistaken=False).exists():
        raise WrongFactError("party", f"{party} supports this agreement already.")
    count_change(row)
    given = name or _usual_name(supporter)
    kept = Support.objects.create(
        agreement=row, party=supporter, name=given, since=day_of(on), source=source
    )
    changed = {"party": party, "on": on}
    note(by=by, deed="support", about=f"agreement:{agreement}", changed=changed)
    return kept.public_id


def _usual_name(party: Party) -> str:
    name = party.names.filter(kind="name").last() or party.names.last()
    return name.name if name else party.slug


@transaction.atomic
def convene(
    *,
    by: Actor,
    agreement: str,
    party: str,
    on: Day | date,
    source: str = "",
    edition: int | None = None,
) -> str:
    """Record that a party convenes from `on`; who did until then ceases that day.

    Raises WrongFactError when that party convenes already, or `on` has no earliest day;
    ChangedMeanwhileError when `edition`, the one that the form was made from, is not the last.
    """
    require(by, Role.SECRETARIAT)
    row, convenor = known_agreement("agreement", agreement, by), known_party("party", party)
    day = day_of(on)
    if day is None or day.earliest is None:
        raise WrongFactError("on", "Say when, or not before which day.")
    open_ones = [c for c in row.convenors.all() if c.until is None]
    if any(c.party_id == convenor.pk for c in open_ones):
        raise WrongFactError("party", f"{party} convenes already.")
    count_change(row, seen=edition)
    for one in open_ones:
        if one.since and one.since.before(day) is Certainty.NO:
            raise WrongFactError("on", f"{one.party} convenes only since {one.since}.")
        one.until = day
        one.save(update_fields=["until"])
    kept = Convenor.objects.create(agreement=row, party=convenor, since=day, source=source)
    changed = {"party": party, "on": on, "until then": [str(c.party) for c in open_ones]}
    note(by=by, deed="convene", about=f"agreement:{agreement}", changed=changed)
    return kept.public_id
