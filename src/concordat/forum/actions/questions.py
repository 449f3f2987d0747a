"""Questions between parties: ask, answer once."""

from datetime import date, datetime

from django.db import transaction

from concordat.forum.actions.given import known_forum, known_party, local_day, own_party, text_of
from concordat.forum.actions.rights import need_member_post, need_post
from concordat.forum.models import PartyQuestion
from concordat.forum.words import Refused
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.rows import LONG, NAME
from concordat.parties.words import Actor, Visibility


@transaction.atomic
def ask(
    *,
    by: Actor,
    forum: str,
    text: str,
    asked_of: str,
    due_on: date,
    detail: str = "",
    evidence: tuple[str, ...] = (),
    now: datetime,
    party: str = "",
) -> str:
    """Ask a party (slug) something; return the question's public id."""
    need_post(by)
    asker, asked = own_party(by, party), known_party("asked_of", asked_of)
    if asked.slug == asker.slug:
        raise Refused("asked_of", "That is your own party.")
    if due_on < local_day(now):
        raise Refused("due_on", "That day has gone by.")
    row = PartyQuestion.objects.create(
        forum=known_forum(forum),
        text=text_of("text", text, limit=NAME),
        detail=text_of("detail", detail, limit=LONG, needed=False),
        asked_by=asker.slug,
        asked_of=asked.slug,
        evidence=[text_of("evidence", each, limit=NAME) for each in evidence if each.strip()],
        due_on=due_on,
        asked_at=now,
        owner_id=asker.id,
        visibility=Visibility.PARTIES.value,
    )
    note(by=by, deed="ask party", about=f"question:{row.public_id}", changed={"of": asked.slug})
    return row.public_id


@transaction.atomic
def answer_question(*, by: Actor, question: str, text: str, now: datetime) -> None:
    """Answer a question for the party asked, once; all parties can read it. Raises Refused."""
    rows = PartyQuestion.objects.filter(parties.visible_to(by), public_id=question)
    row = PartyQuestion.objects.select_for_update().filter(pk__in=rows.values("pk")).first()
    if row is None:
        raise Refused("question", "There is no such question.")
    need_member_post(by, known_party("party", row.asked_of))
    if row.answered_at:
        raise Refused("text", "It is answered already; the answer stands above.")
    row.answer, row.answered_at = text_of("text", text, limit=LONG), now
    row.save(update_fields=["answer", "answered_at"])
    note(by=by, deed="answer question", about=f"question:{question}")
