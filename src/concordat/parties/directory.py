"""Read lists of organisations, such as those of the Organisation Data Service (ODS). Pure.

Two shapes of CSV are read, in UTF-8 or Windows-1252:

1. The files of ODS without a heading, 27 columns (etr.csv for trusts, eauth.csv for regions and
   integrated care boards, and their like). We read: 1 code, 2 name, 3 region (national
   grouping), 4 system (high level health geography), 11 opened, 12 closed; dates as 20190401.
2. Any CSV with a heading. Its columns may be named, in any order, case and punctuation:

   column       also called                          what it says
   code         ods code, organisation code          needed
   name         organisation name, ods name          needed
   kind         sector                               a word of PartyKind, or trust, icb, region
   opened       start, open date                     the day it began
   closed       close, close date                    the last day on which it was there
   region code  NHSER20CDH                           the region that it lies in
   region name  NHSER20NM
   system code  STP20CDH, icb code                   the integrated care system it belongs to
   system name  STP20NM, icb name
   successor    successor code                       who took over everything when it closed

   Dates as 2019-04-01, 01/04/2019 or 20190401. Other columns are left alone.

What cannot be used is a complaint that names file and line; the other lines are read. Lists say
how things are, not since when: see `actions.load_directory` for what becomes of that.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

from concordat.parties.words import PartyKind

_CODE = re.compile(r"[A-Z0-9]{2,10}\Z")
_ODS_COLUMNS = 27
_ODS = {"code": 0, "name": 1, "region": 2, "system": 3, "opened": 10, "closed": 11}
_CALLED = {
    "code": ("code", "odscode", "organisationcode"),
    "name": ("name", "organisationname", "odsname"),
    "kind": ("kind", "sector"),
    "opened": ("opened", "start", "opendate"),
    "closed": ("closed", "close", "closedate"),
    "region": ("regioncode", "nhser20cdh"),
    "region_name": ("regionname", "nhser20nm"),
    "system": ("systemcode", "stp20cdh", "icbcode"),
    "system_name": ("systemname", "stp20nm", "icbname"),
    "successor": ("successor", "successorcode"),
}
_KINDS = {
    "trust": PartyKind.TRUST,
    "icb": PartyKind.INTEGRATED_CARE_BOARD,
    "region": PartyKind.REGION,
    **{kind.value.lower(): kind for kind in PartyKind},
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One organisation as the lists together say it is. Empty: they do not say."""

    where: str  # "etr.csv: line 3"
    code: str
    name: str
    kind: PartyKind | None = None
    region: str = ""
    region_name: str = ""
    system: str = ""
    system_name: str = ""
    opened: date | None = None
    gone: date | None = None  # the first day on which it was no longer there
    successor: str = ""


def read_lists(paths: Iterable[Path]) -> tuple[list[Listed], list[str]]:
    """Return the organisations of all lists, each once, and what could not be read.

    An organisation that several lists name is put together: the first list to say a thing
    counts, and a name in small letters comes before one in capitals.
    """
    found: dict[str, Listed] = {}
    complaints: list[str] = []
    for path in paths:
        for each in _read(path, complaints):
            known = found.get(each.code)
            found[each.code] = _together(known, each) if known else each
    return list(found.values()), complaints


def _together(one: Listed, other: Listed) -> Listed:
    missing = {
        each.name: getattr(other, each.name)
        for each in fields(Listed)
        if not getattr(one, each.name)
    }
    if one.name.isupper() and not other.name.isupper():
        missing["name"] = other.name
    return replace(one, **missing)


def _read(path: Path, complaints: list[str]) -> Iterator[Listed]:
    try:
        text = _text(path.read_bytes())
    except OSError as error:
        complaints.append(f"{path.name}: it cannot be opened ({error.strerror}).")
        return
    lines = csv.reader(io.StringIO(text, newline=""))
    columns: Mapping[str, int] | None = None
    for line in lines:
        if not any(cell.strip() for cell in line):
            continue
        if columns is None:
            columns = _columns(line)
            if "code" not in columns or "name" not in columns:
                complaints.append(
                    f"{path.name}: no column is called code or name, and it is no ODS list of "
                    f"{_ODS_COLUMNS} columns."
                )
                return
            if columns is not _ODS:
                continue
        try:
            yield _listed(line, columns, f"{path.name}: line {lines.line_num}", path.stem)
        except ValueError as error:
            complaints.append(f"{path.name}: line {lines.line_num}: {error} It was left out.")
    if columns is None:
        complaints.append(f"{path.name}: it has no line, so nothing was loaded.")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _columns(first: Sequence[str]) -> Mapping[str, int]:
    """Return where each thing stands, from the heading or from the shape of the first line."""
    heading = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in first]
    found = {
        meant: next(heading.index(name) for name in names if name in heading)
        for meant, names in _CALLED.items()
        if any(name in heading for name in names)
    }
    if not found and len(first) == _ODS_COLUMNS and _CODE.match(first[0].strip()):
        return _ODS
    return found


def _listed(line: Sequence[str], columns: Mapping[str, int], where: str, stem: str) -> Listed:
    said = {meant: line[at].strip() if at < len(line) else "" for meant, at in columns.items()}
    code, name = said["code"].upper(), " ".join(said["name"].split())
    if not _CODE.match(code):
        raise ValueError(f"“{said['code']}” is no code of letters and figures.")
    if not name:
        raise ValueError(f"{code} has no name.")
    opened, closed = _day(said.get("opened", "")), _day(said.get("closed", ""))
    if opened and closed and closed < opened:
        raise ValueError(f"{code} closed ({closed}) before it opened ({opened}).")
    return Listed(
        where=where,
        code=code,
        name=name,
        kind=_kind(said.get("kind", ""), code, name, stem),
        region=said.get("region", "").upper(),
        region_name=said.get("region_name", ""),
        system=said.get("system", "").upper(),
        system_name=said.get("system_name", ""),
        opened=opened,
        # A list names the last day on which it was there.
        gone=closed + timedelta(days=1) if closed else None,
        successor=said.get("successor", "").upper(),
    )


def _kind(said: str, code: str, name: str, stem: str) -> PartyKind | None:
    """Return the kind that the list says, or that its name and the code's form give away."""
    if said:
        return _KINDS.get(said.lower(), PartyKind.OTHER)
    if stem.lower() == "etr" or "TRUST" in name.upper().split():
        return PartyKind.TRUST
    if re.match(r"Q[A-Z0-9]{2}\Z", code):
        return PartyKind.INTEGRATED_CARE_BOARD
    return PartyKind.REGION if re.match(r"Y\d\d\Z", code) else None


def _day(text: str) -> date | None:
    """Return a day; ValueError when it is none."""
    if not text:
        return None
    british = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    try:
        return date.fromisoformat("-".join(reversed(british.groups())) if british else text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date such as 2019-04-01.") from None


_SMALL = {"and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "upon", "with"}
_CAPITALS = {"NHS", "ICB", "ICS", "CCG", "CSU", "CIC", "STP", "UK", "GP", "HQ", "II"}


def as_written(name: str) -> str:
    """Return a name in capitals as people write it; others as they are."""
    if not name.isupper():
        return name
    words = [_word(word, first=at == 0) for at, word in enumerate(name.split())]
    return " ".join(words)


def _word(word: str, *, first: bool) -> str:
    bare = word.strip("(),.'")
    if bare in _CAPITALS or any(map(str.isdigit, bare)):
        return word
    if bare.lower() in _SMALL and not first:
        return word.lower()
    # Letters after a hyphen or bracket are large too; those after an apostrophe are not.
    return re.sub(r"(^|[-/(&])([a-z])", lambda m: m[1] + m[2].upper(), word.lower())
