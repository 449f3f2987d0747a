"""Agenda and papers of a meeting as one document, and its minutes."""

from collections.abc import Sequence
from datetime import datetime

from concordat.forum.minutes import blocks
from concordat.forum.words import (
    AgendaItemView,
    DecisionView,
    MeetingView,
    MinutesView,
    PlanView,
    PublicationView,
)
from concordat.paper.tree import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paper,
    Paragraph,
    Table,
)


def papers(
    meeting: MeetingView, *, earlier: Sequence[tuple[str, MinutesView]], plans: Sequence[PlanView]
) -> Paper:
    """Return agenda and papers. `earlier`: title and minutes to approve; `plans`: those named."""
    parts: list[Block] = [_when(meeting), Heading("Agenda"), _agenda(meeting)]
    for item in meeting.items:
        parts += _item(item, meeting.starts_at)
    for title, minutes in earlier:
        parts += [PageBreak(), Heading(f"Minutes of {title} ({minutes.state.value})")]
        parts += _below(blocks(minutes.text))
    if plans:
        parts += [PageBreak(), Heading("Planned work named on the agenda")]
        parts += [block for plan in plans for block in _plan(plan)]
    return Paper(
        title=f"{meeting.forum_name}: {meeting.title}",
        subtitle="Agenda and papers",
        blocks=tuple(parts),
        footer="For members of the forum. Do not write anything about a patient on these papers.",
    )


def _when(meeting: MeetingView) -> Facts:
    starts, ends = meeting.starts_at, meeting.ends_at
    rules = " ".join(outcome.text for outcome in meeting.quorum.outcomes)
    return Facts(
        (
            ("When", f"{starts.day} {starts:%B %Y, %H:%M} to {ends:%H:%M}"),
            ("Where", meeting.place),
            ("Quorum", rules or "No rule is recorded: nothing can be decided."),
        )
    )


def _agenda(meeting: MeetingView) -> Table:
    rows = tuple(
        (
            str(item.number),
            item.title,
            item.proposed_by.name if item.proposed_by else item.kind.value,
            item.asks,
        )
        for item in meeting.items
    )
    return Table("What is on it", ("No.", "Item", "From", "Asks for"), rows)


def _item(item: AgendaItemView, starts: datetime) -> list[Block]:
    parts: list[Block] = [Heading(f"{item.number}. {item.title}", 2)]
    parts += _below(blocks(item.text))
    standing = [each for each in item.positions if each.standing]
    for said, there in (("before", False), ("at", True)):
        given = tuple(
            f"{each.party.name}: {each.stance.value}. {each.reasons}".strip()
            for each in standing
            if (each.at >= starts) is there
        )
        if given:
            parts += [Paragraph(f"Positions given {said} the meeting:"), Bullets(given)]
    if not item.text and not standing:
        parts.append(Paragraph("There is no paper for this item."))
    return parts


def _below(parts: Sequence[Block]) -> list[Block]:
    """Put the headings of a text below the heading of what holds it."""
    return [Heading(each.text, 3) if isinstance(each, Heading) else each for each in parts]


def _plan(plan: PlanView) -> list[Block]:
    given = plan.given
    said = (
        ("Owner", plan.party.name),
        ("Kind", given.kind.value),
        ("Question", given.question),
        ("Population", given.population),
        ("Intervention", given.intervention),
        ("Outcome", given.outcome),
        ("Contact", f"{given.contact_name} {given.contact_email}".strip()),
    )
    return [Heading(given.title, 2), Facts(tuple(pair for pair in said if pair[1]))]


def minutes_paper(title: str, forum: str, minutes: MinutesView) -> Paper:
    """Return minutes as a document; not approved ones say so."""
    parts: list[Block] = []
    if not minutes.approved_at:
        parts.append(Notice("Not approved", f"These minutes are {minutes.state.value}."))
    parts += blocks(minutes.text)
    of = "approved" if minutes.published_sha256 != minutes.sha256 else "published"
    proof = f"SHA-256 of the {of} text: {minutes.sha256}" if minutes.sha256 else ""
    return Paper(title=f"Minutes of {title}", subtitle=forum, blocks=tuple(parts), footer=proof)


def decision_paper(decision: DecisionView, kept: PublicationView) -> Paper:
    """Return what was published of a decision as a document, with the hash of its words."""
    title, *parts = blocks(kept.text)
    return Paper(
        title=title.text if isinstance(title, Heading) else f"Decision {decision.number}",
        subtitle=decision.forum_name,
        blocks=tuple(parts),
        footer=f"/decisions/{decision.id}, SHA-256 of its text: {kept.sha256}",
    )
