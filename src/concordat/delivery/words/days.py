"""How letters and papers write a day. Pure."""

from datetime import date


def in_words(iso: str) -> str:
    """Return as much of an ISO date as is known: `3 February 2010`, `February 2010`, `2010`."""
    text = iso[:10]
    whole = text + "-01" * (2 - text.count("-"))
    try:
        day = date.fromisoformat(whole)
    except ValueError:
        return iso
    month = f"{day:%B %Y}"
    return {0: text, 1: month}.get(text.count("-"), f"{day.day} {month}")


def when(iso: str) -> str:
    """Return the date with its preposition: `on 3 February 2010`, `in February 2010`."""
    word = "on" if iso[:10].count("-") == 2 else "in"
    return f"{word} {in_words(iso)}" if iso else ""
