"""The letters of an alert: the one that asks for confirmation, and the one with new works. Pure."""

from collections.abc import Sequence
from html import escape

from concordat.delivery.words.alerts import Letter
from concordat.evidence.words import FALLEN, Standing, WorkView

#: Works that one letter names; the others are counted and linked.
NAMED = 25
_FOOT = (
    "It says nothing of any patient. Titles are as their sources gave them; "
    "whether to act on them is yours to judge."
)


def confirm_letter(*, title: str, site: str, token: str) -> Letter:
    """Return the letter that asks whether the address wants the alert."""
    link, stop = f"{site}/alerts/confirm/{token}", f"{site}/alerts/stop/{token}"
    subject = _one_line(f"Please confirm your alert: {title}")
    text = (
        f"Somebody, we hope you, asked Concordat to write to this address when new works "
        f"answer:\n\n    {title}\n\n"
        f"To begin, open this page and press the button:\n\n    {link}\n\n"
        "If it was not you, do nothing: nothing more will come.\n\n"
        f"To end it, before the first letter or later: {stop}\n"
    )
    html = (
        "<p>Somebody, we hope you, asked Concordat to write to this address when new works "
        f"answer:</p><p><strong>{escape(title)}</strong></p>"
        f'<p><a href="{escape(link)}">Open the page that confirms it</a></p>'
        "<p>If it was not you, do nothing: nothing more will come.</p>"
        f'<p><a href="{escape(stop)}">End it, before the first letter or later</a></p>'
    )
    return Letter(subject, text, _page(subject, html), {})


def running_letter(*, title: str, site: str, token: str) -> Letter:
    """Return the letter to an address that asks for an alert which it has already."""
    stop = f"{site}/alerts/stop/{token}"
    subject = _one_line(f"You have this alert already: {title}")
    text = (
        f"Somebody, we hope you, asked Concordat again to write to this address when new works "
        f"answer:\n\n    {title}\n\n"
        "This alert runs already. There is nothing to confirm: we write when something new "
        f"answers.\n\nTo end it: {stop}\n"
    )
    html = (
        "<p>Somebody, we hope you, asked Concordat again to write to this address when new works "
        f"answer:</p><p><strong>{escape(title)}</strong></p>"
        "<p>This alert runs already. There is nothing to confirm: we write when something new "
        f'answers.</p><p><a href="{escape(stop)}">End it</a></p>'
    )
    return Letter(subject, text, _page(subject, html), {})


def alert_letter(
    *, title: str, query: str, works: Sequence[WorkView], site: str, token: str
) -> Letter:
    """Return the letter that names new works. With the headers of one-click unsubscribing."""
    count = f"{len(works):,} new work{'s' if len(works) != 1 else ''}"
    subject = _one_line(f"{count}: {title}")
    search, stop = f"{site}/search?{query}", f"{site}/alerts/stop/{token}"
    named, more = works[:NAMED], len(works) - NAMED
    others = f"and {more:,} more, at {search}" if more > 0 else ""
    text = "\n".join(
        (
            f"New since the last letter, for: {title}",
            "",
            *(f"- {_title(work)}\n  {site}/evidence/{work.id}" for work in named),
            *((others,) if others else ()),
            "",
            f"All works: {search}",
            f"To get no more of these: {stop}",
            _FOOT,
            "",
        )
    )
    items = "".join(
        f'<li><a href="{escape(site)}/evidence/{escape(work.id)}">{escape(_title(work))}</a></li>'
        for work in named
    )
    html = (
        f"<p>New since the last letter, for <strong>{escape(title)}</strong>:</p><ul>{items}</ul>"
        + (f"<p>and {more:,} more</p>" if more > 0 else "")
        + f'<p><a href="{escape(search)}">All works</a></p>'
        + f'<p><a href="{escape(stop)}">Get no more of these</a></p><p>{escape(_FOOT)}</p>'
    )
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    return Letter(subject, text, _page(subject, html), headers)


def _title(work: WorkView) -> str:
    """Return the line of a work: its kind, its year, and what is known against it."""
    about = ", ".join(part for part in (work.kind.value, str(work.year or "")) if part)
    loud = work.standing in FALLEN or work.standing is Standing.CONCERN
    mark = f"{work.standing.value.upper()}: " if loud else ""
    return f"{mark}{work.title or 'Work without a title'} ({about})"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 150 else line[:149] + "…"


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'
