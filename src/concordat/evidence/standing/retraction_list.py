"""Read a list of retractions: JSON {"retractions": {doi: notice doi}}, or CSV with a header.

The CSV needs a column `doi` and may have `notice_doi` and `date` (ISO, or day/month/year as
Retraction Watch writes it: month/day/year with a time is told apart by the time).
The JSON may have "concerns" of the same form. Bytes in, pairs and complaints out; pure.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson

from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import Identifier

RETRACTION, CONCERN = "notice_of_retraction", "notice_of_concern"
_JSON = {"retractions": RETRACTION, "concerns": CONCERN, "expressions_of_concern": CONCERN}
_DATES = ("%Y-%m-%d", "%Y-%m", "%Y", "%m/%d/%Y %H:%M", "%d/%m/%Y")
_SHAPES = {"%Y-%m": "%Y-%m", "%Y": "%Y"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One work of the list, and the notice about it where the list gives another DOI."""

    relation: str  # RETRACTION or CONCERN
    work: Identifier
    notice: Identifier | None = None
    on: str = ""  # ISO date or part of one


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no pair: where, and why."""

    position: str
    reason: str


def read(data: bytes) -> Iterator[Pair | Unread]:
    """Yield the pairs of the list in order. Raises ValueError when it is no such list."""
    if data.lstrip()[:1] in (b"{", b"["):
        return _read_json(data)
    return _read_csv(data)


def _read_json(data: bytes) -> Iterator[Pair | Unread]:
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"This is damaged JSON: {error}. Get the file again.") from None
    found = (
        {name: whole[name] for name in _JSON if name in whole} if isinstance(whole, dict) else {}
    )
    if not found or not all(isinstance(pairs, dict) for pairs in found.values()):
        raise ValueError('This JSON is no list of retractions: it needs {"retractions": {...}}.')
    for name, pairs in found.items():
        for work, notice in pairs.items():
            text = notice if isinstance(notice, str) else ""
            yield _pair(f"{name}: {work}", _JSON[name], work, text, "")


def _read_csv(data: bytes) -> Iterator[Pair | Unread]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"This is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    names = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    if "doi" not in names:
        raise ValueError(
            "The first line must name a column `doi`; `notice_doi` and `date` may follow."
        )
    for row in rows:
        given = {name: (row.get(names[name]) or "") for name in names}
        position = f"line {rows.line_num}"
        yield _pair(
            position, RETRACTION, given["doi"], given.get("notice_doi", ""), given.get("date", "")
        )


def _pair(position: str, relation: str, work: str, notice: str, on: str) -> Pair | Unread:
    named = canonical("doi", work)
    if named is None:
        return Unread(position, f"{work!r} is no DOI.")
    other = canonical("doi", notice) if notice.strip() else None
    date = _iso(on.strip())
    if date is None:
        return Unread(position, f"{on!r} is no date; write it like 2016-02-01.")
    return Pair(relation, named, other if other != named else None, date)


def _iso(text: str) -> str | None:
    """Return as much of the date as the text gives, "" for none, None when it is no date."""
    if not text:
        return ""
    for form in _DATES:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - a day, without a time
        except ValueError:
            continue
        return found.strftime(_SHAPES.get(form, "%Y-%m-%d"))
    return None
