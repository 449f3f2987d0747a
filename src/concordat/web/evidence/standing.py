"""What a work is and how it stands, as tags, warnings and the banner of its page. Pure."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from concordat.evidence.words import FALLEN, Kind, Link, Standing, WorkView

_KIND_COLOURS = {
    Kind.GUIDANCE: "blue",
    Kind.SYSTEMATIC_REVIEW: "purple",
    Kind.TRIAL: "aqua-green",
}
#: What a standing is called and how loudly. PUBLISHED is not here: nothing is known
#: against the work, and a tag on every line would hide those that matter.
_STANDINGS = {
    Standing.CURRENT: ("Current", "green"),
    Standing.UNCHECKED: ("Standing not checked", "grey"),
    Standing.CORRECTED: ("Corrected", "yellow"),
    Standing.CONCERN: ("Expression of concern", "orange"),
    Standing.REPLACED: ("Replaced", "orange"),
    Standing.WITHDRAWN: ("Withdrawn", "red"),
    Standing.RETRACTED: ("Retracted", "red"),
}
_MEANINGS = {
    Standing.CURRENT: "Its source says that it is in force.",
    Standing.UNCHECKED: "It was listed once. Nobody has checked since whether it is in force.",
    Standing.CORRECTED: "A correction was published. Read it with the work.",
    Standing.CONCERN: "The publisher has stated a concern about this work.",
    Standing.REPLACED: "Something newer stands in its place. Do not rely on this version.",
    Standing.WITHDRAWN: "Its publisher has withdrawn it. Do not rely on it.",
    Standing.RETRACTED: "This work has been retracted. Do not rely on it.",
}
#: Links that belong in the banner, beside the standing that they explain.
_NOTICES = {
    "replaced by",
    "retraction notice",
    "withdrawal notice",
    "expression of concern",
    "correction",
    "confirmed by",
}


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class StandingBanner:
    """The box at the top of a work. `tone` is loud, quiet or good."""

    text: str
    meaning: str
    tone: str
    said: str  # when, and who said so
    address: str  # of who said so, when it is a web page
    note: str
    links: tuple[Link, ...]


def kind_tag(kind: str) -> Tag:
    """Return the tag of a kind of evidence."""
    return Tag(sentence(kind), _KIND_COLOURS.get(Kind(kind), "white"))


def standing_tag(standing: str) -> Tag | None:
    """Return the tag of a standing, or None when nothing is known against the work."""
    found = _STANDINGS.get(Standing(standing))
    return Tag(*found) if found else None


def sentence(text: str) -> str:
    """Return the text with a capital at its beginning and nothing else changed."""
    return text[:1].upper() + text[1:]


def said_on(iso: str) -> str:
    """Return as much of a date as is known: `3 February 2010`, `February 2010`, `2010`."""
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            day = date.fromisoformat(iso[:10])
            return f"{day.day} {day:%B %Y}"
        if len(parts) == 2:
            return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}"
    except ValueError:
        return iso
    return iso


def present_banner(work: WorkView) -> StandingBanner | None:
    """Return what must be said of a work's standing before anything else is read."""
    if work.standing not in _STANDINGS:
        return None
    loud = work.standing in FALLEN or work.standing is Standing.CONCERN
    good = work.standing is Standing.CURRENT
    return StandingBanner(
        text=_STANDINGS[work.standing][0],
        meaning=_MEANINGS[work.standing],
        tone="loud" if loud else "good" if good else "quiet",
        said=present_said(work),
        address=_web_page(work.standing_source),
        note=work.standing_note,
        links=tuple(link for link in work.links if link.relation in _NOTICES),
    )


def present_warning(work: WorkView) -> str:
    """Return what a list must say beside a work not to be relied on, or nothing."""
    if work.standing not in FALLEN and work.standing is not Standing.CONCERN:
        return ""
    return _MEANINGS[work.standing]


def present_said(work: WorkView) -> str:
    """Return when the standing was true and who said so, as one sentence."""
    word = "On" if len(work.standing_on) >= len("2016-02-01") else "In"
    when = f"{word} {said_on(work.standing_on)}" if work.standing_on else ""
    page = _web_page(work.standing_source)
    witness = urlsplit(page).netloc if page else work.standing_source
    who = f"according to {witness}" if witness else ""
    told = ", ".join(part for part in (when, who) if part)
    return sentence(told) + "." if told else ""


def _web_page(source: str) -> str:
    """Return the source when it is the address of a web page, else nothing."""
    return source if source.startswith(("https://", "http://")) else ""
