"""A pack as a paper: the body as published, wrapped in how its works stand now. Pure."""

from collections.abc import Iterator

from concordat.delivery.words.days import in_words, when
from concordat.delivery.words.pack import LOUD, DeliveredPack, PackEntry
from concordat.evidence.words import WorkView
from concordat.paper.tree import Block, Bullets, Facts, Heading, Notice, Paper, Paragraph, Words

_SAID = {
    "retracted": "has been retracted. Do not rely on it.",
    "withdrawn": "has been withdrawn. Do not rely on it.",
    "replaced": "has been replaced by something newer.",
    "expression of concern": "carries an expression of concern.",
}


def paper_of(delivered: DeliveredPack, *, site: str, today: str) -> Paper:
    """Return the paper. `site` is the address of this copy, `today` an ISO date.

    Within a page of the site `site` is empty: its links stay within it.
    """
    pack = delivered.pack
    return Paper(
        title=pack.body.question,
        subtitle=f"Knowledge pack of {pack.owner_name}, version {pack.number}, "
        f"published {in_words(pack.published_at)}",
        blocks=(*notices(delivered), *_body(delivered, site)),
        footer=f"{site}/packs/{pack.slug} · version {pack.number} · "
        f"standing read on {in_words(today)} · SHA-256 {pack.sha256[:16]}",
    )


def notices(delivered: DeliveredPack) -> Iterator[Notice]:
    """Yield what must be read before the body, in any rendering."""
    if delivered.pack.withdrawn:
        yield Notice(
            "This pack has been withdrawn",
            f"It was withdrawn on {in_words(delivered.pack.withdrawn_at)} and must not be used any "
            f"more. {delivered.pack.withdrawn_why}",
        )
        return
    for work in delivered.fallen:
        yield Notice(
            f"A work in this pack is marked: {work.standing}",
            f"“{work.title}” {_SAID[work.standing]} {_since(delivered, work)}",
        )
    missing = sum(work is None for work in delivered.works)
    if missing:
        yield Notice(
            "A work in this pack can no longer be checked",
            f"{missing} of its works are no longer held here: how they stand is unknown.",
        )
    if delivered.overdue:
        yield Notice(
            "This pack is past its review date",
            f"It was to be reviewed by {in_words(delivered.pack.body.review_on)}.",
        )
    if delivered.pack.number != delivered.pack.latest:
        yield Notice(
            "There is a newer version",
            f"This is version {delivered.pack.number}; the newest is {delivered.pack.latest}.",
        )


def _since(delivered: DeliveredPack, work: WorkView) -> str:
    """Say the day of the notice, the day on which we learnt of it, and which text this is."""
    who = f", according to {work.standing_source}" if work.standing_source else ""
    dated = f"The notice is dated {in_words(work.standing_on)}{who}. " if work.standing_on else ""
    if who and not dated:
        dated = f"This is so{who}. "
    learnt, published = delivered.learnt.get(work.id, work.changed_at), delivered.pack.published_at
    known = f"It was entered here {when(learnt)}. "
    if published <= learnt:
        return (
            f"{dated}{known}This version was published before that, {when(published)}, "
            "and its text has not changed."
        )
    return f"{dated}{known}This version was published after that, {when(published)}."


def _body(delivered: DeliveredPack, site: str) -> Iterator[Block]:
    body = delivered.pack.body
    if delivered.pack.withdrawn:
        return
    if body.mark:
        yield Paragraph(Words(body.mark, italic=True))
    yield Heading("In short")
    yield Bullets(body.lines, numbered=True)
    yield Heading("How sure is this?")
    yield Facts(
        (
            ("Strength of the evidence", body.strength.capitalize()),
            ("Certainty", body.certainty.capitalize()),
            ("Judged by", body.judged or "Nobody yet"),
        )
    )
    if body.local:
        yield Heading("In our place")
        yield Paragraph(body.local)
    yield Heading("What underpins it")
    yield Bullets(
        tuple(
            _item(entry, work, site)
            for entry, work in zip(body.entries, delivered.works, strict=True)
        )
    )
    yield Heading("How it was found")
    yield Facts(
        (
            ("Search", body.strategy or "Not recorded"),
            ("Searched on", in_words(body.searched_on) or "Not recorded"),
            ("Search reviewed by", body.reviewer or "Nobody"),
            *_read_by(delivered),
            ("To be reviewed by", in_words(body.review_on)),
        )
    )


def _read_by(delivered: DeliveredPack) -> Iterator[tuple[str, str]]:
    if delivered.pack.read_by:
        yield "Read before publishing by", delivered.pack.read_by


def _item(entry: PackEntry, work: WorkView | None, site: str) -> tuple[str | Words, ...]:
    link = f"{site}/evidence/{work.id}" if work else ""
    parts: list[str | Words] = [Words(entry.title, link=link)]
    if entry.citation:
        parts.append(f". {entry.citation.rstrip('.')}")
    for name in entry.identifiers:
        if name.scheme in ("doi", "pmid", "nice"):
            parts.append(f". {name.scheme.upper()} {name.value}")
            break
    if work is None:
        parts.append(Words(". No longer held here: standing unknown", bold=True))
    elif work.standing in LOUD:
        parts.append(Words(f". {work.standing.upper()}", bold=True))
    if entry.note:
        parts.append(f". {entry.note}")
    return tuple(parts)
