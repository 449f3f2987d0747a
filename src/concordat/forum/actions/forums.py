"""Found a forum, give it terms of reference, take in members."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from concordat.forum import quorum
from concordat.forum.actions.given import known_forum, known_party, text_of
from concordat.forum.actions.rights import need_secretariat
from concordat.forum.models import Forum, Member, TermsOfReference
from concordat.forum.words import MemberKind, Refused
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.rows import LONG, NAME
from concordat.parties.words import Actor


@transaction.atomic
def found_forum(
    *, by: Actor, slug: str, name: str, about: str = "", agreement: str = "", clause: str = ""
) -> str:
    """Record a forum under a clause of an agreement (slug, key); return its public id."""
    need_secretariat(by)
    if not slug or slug != slugify(slug) or slug == "new":
        raise Refused("slug", "Use small letters, figures and hyphens.")
    if Forum.objects.filter(slug=slug).exists():
        raise Refused("slug", f"There is a forum {slug} already: choose another name.")
    if agreement or clause:
        _known_clause(agreement, clause, by)
    row = Forum.objects.create(
        slug=slug,
        name=text_of("name", name, limit=NAME),
        about=about.strip(),
        agreement=agreement,
        clause=clause,
    )
    note(by=by, deed="found forum", about=f"forum:{row.public_id}", changed={"slug": slug})
    return row.public_id


@transaction.atomic
def set_terms(
    *,
    by: Actor,
    forum: str,
    number: str,
    since: date,
    text: str,
    rules: Sequence[Mapping[str, Any]],
    source: str = "",
) -> str:
    """Give a forum (slug) terms of reference from a day on; earlier ones stay as history.

    `rules`: the quorum as data, see `forum.quorum.read_rule`. Raises Refused for a rule that
    cannot be read; without any rule the forum can decide nothing.
    """
    need_secretariat(by)
    checked = [quorum.written(quorum.read_rule(raw)) for raw in rules]
    if TermsOfReference.objects.filter(forum__slug=forum, number=number.strip()).exists():
        raise Refused("number", f"There are terms {number.strip()} already: these are later ones.")
    row = TermsOfReference.objects.create(
        forum=known_forum(forum),
        number=text_of("number", number, limit=20),
        since=since,
        text=text_of("text", text, limit=50_000),
        rules=checked,
        source=source.strip()[:LONG],
    )
    changed = {"number": number, "since": since, "rules": checked}
    note(by=by, deed="set terms", about=f"forum:{row.forum.public_id}", changed=changed)
    return row.public_id


@transaction.atomic
def admit(
    *,
    by: Actor,
    forum: str,
    party: str,
    kind: MemberKind,
    since: date,
    centre: str = "",
    text: str = "",
) -> str:
    """Take a party (slug) into a forum from a day on; return the membership's public id."""
    need_secretariat(by)
    row = known_forum(forum)
    slug = known_party("party", party).slug
    if row.members.filter(party=slug, until=None).exists():
        raise Refused("party", "That party is a member already; end its membership first.")
    made = Member.objects.create(
        forum=row, party=slug, kind=kind.value, since=since, centre=centre.strip(), note=text
    )
    changed = {"party": slug, "kind": kind.value, "since": since}
    note(by=by, deed="admit member", about=f"forum:{row.public_id}", changed=changed)
    return made.public_id


@transaction.atomic
def end_membership(*, by: Actor, forum: str, party: str, until: date) -> None:
    """End a party's membership: `until` is the first day on which it is over."""
    need_secretariat(by)
    row = known_forum(forum)
    member = row.members.filter(party=party, until=None).first()
    if member is None:
        raise Refused("party", "That party is no member.")
    if until < member.since:
        raise Refused("until", "It ends before it began.")
    member.until = until
    member.save(update_fields=["until"])
    changed = {"party": party, "until": until}
    note(by=by, deed="end membership", about=f"forum:{row.public_id}", changed=changed)


def _known_clause(agreement: str, key: str, by: Actor) -> None:
    if parties.clause(agreement, key, by=by) is None:
        raise Refused("clause", f"There is no clause {agreement}/{key}.")
