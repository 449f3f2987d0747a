"""Forums with their terms and members, as at a date."""

import re
from collections import Counter
from datetime import date

from django.db.models import Q

from concordat.forum import quorum, sentences
from concordat.forum.models import Forum, Member, TermsOfReference
from concordat.forum.queries.names import Names
from concordat.forum.words import ForumView, MemberKind, MemberView, Present, TermsView
from concordat.parties.words import Holding, PartyRef

#: A party that came to several memberships sits in the first of these that it holds.
_STRENGTH = (MemberKind.SIGNATORY, MemberKind.SUPPORTER, MemberKind.OBSERVER)
#: The words by which terms of reference choose consent. They are text: nothing else says it.
_CONSENT = re.compile(r"(?<!not )\bby\s+consent\b", re.IGNORECASE)


def forums(*, on: date) -> list[ForumView]:
    """Return every forum as at `on`, by name."""
    return [_view(row, on) for row in Forum.objects.all()]


def forum(slug: str, *, on: date) -> ForumView | None:
    """Return a forum by slug as at `on`; None: no such."""
    row = Forum.objects.filter(slug=slug).first()
    return _view(row, on) if row else None


def forums_under(agreement: str) -> list[tuple[str, str]]:
    """Return the forums that meet under an agreement (slug): slug and name."""
    return list(Forum.objects.filter(agreement=agreement).values_list("slug", "name"))


def _view(row: Forum, on: date) -> ForumView:
    return ForumView(
        id=row.public_id,
        slug=row.slug,
        name=row.name,
        about=row.about,
        agreement=row.agreement,
        clause=row.clause,
        terms=_terms_view(terms_on(row, on)),
        members=tuple(members_on(row, on)),
    )


def terms_of(slug: str) -> list[TermsView]:
    """Return all terms of reference that a forum ever had or will have, newest first."""
    rows = TermsOfReference.objects.filter(forum__slug=slug).order_by("-since", "-pk")
    return [view for row in rows if (view := _terms_view(row))]


def terms_on(row: Forum, on: date) -> TermsOfReference | None:
    """Return the terms in force on a day: the latest that had begun."""
    return row.terms.filter(since__lte=on).last()


def by_consent(terms: TermsOfReference | None) -> bool:
    """Return whether the terms say that the forum decides by consent: an objection then bars."""
    return bool(terms and _CONSENT.search(terms.text))


def _terms_view(row: TermsOfReference | None) -> TermsView | None:
    if row is None:
        return None
    rules = tuple(quorum.read_rule(raw) for raw in row.rules)
    words = tuple(quorum.in_words(rule) for rule in rules)
    return TermsView(row.number, row.since, row.text, rules, words, row.source)


def members_on(row: Forum, on: date) -> list[MemberView]:
    """Return who is a member on a day, and who holds each membership then."""
    ended = Q(until=None) | Q(until__gt=on)
    rows = list(Member.objects.filter(ended, forum=row, since__lte=on))
    names = Names((each.party for each in rows), on=on)
    held = [names.holding(each.party, since=each.since) for each in rows]
    seats = Counter(_holder(holding).slug for holding in held)
    return [
        MemberView(
            party=names.ref(each.party),
            holder=_holder(holding),
            kind=MemberKind(each.kind),
            since=each.since,
            until=each.until,
            centre=each.centre,
            note=each.note,
            now=sentences.held_now(holding),
            counts_once=seats[_holder(holding).slug] > 1,
        )
        for each, holding in zip(rows, held, strict=True)
    ]


def _holder(holding: Holding) -> PartyRef:
    """Return who alone holds what the party took on; itself while that is open."""
    return holding.holders[0].party if len(holding.holders) == 1 else holding.party


def seat(members: list[MemberView], person: str, party: PartyRef) -> Present:
    """Return somebody in the room with the membership that their party holds, if any."""
    seats = [m for m in members if party.slug in (m.holder.slug, m.party.slug)]
    if not seats:
        return Present(person, party.slug, party.name)
    # Who holds several sits in the one of the strongest kind, and under one name: once.
    held = min(seats, key=lambda seat: _STRENGTH.index(seat.kind))
    return Present(person, held.holder.slug, held.holder.name, held.kind.value, held.centre)
