"""Read a request of OAI-PMH 2.0 and say what is wrong with it (section 3.6). Pure."""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

#: For each verb: what it needs, and what it may have.
ARGUMENTS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
#: Verbs of which a long answer goes on with a token.
RESUMED = frozenset({"ListIdentifiers", "ListRecords", "ListSets"})
_DAY, _SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{13}\Z")


class OaiError(Exception):
    """What the protocol answers instead: `code` is one of its own."""

    def __init__(self, code: str, said: str) -> None:
        self.code, self.said = code, said
        super().__init__(f"{code}: {said}")


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records a list asks for, and where it goes on. Dates are as they were given."""

    prefix: str
    since: str = ""
    until: str = ""
    set: str = ""
    after: str = ""  # public id of the last record given
    given: int = 0  # how many were given before


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that follows the rules."""

    verb: str
    arguments: Mapping[str, str]
    listing: Listing | None = None


def read(pairs: Sequence[tuple[str, str]]) -> Asked:
    """Return what is asked. Raises OaiError."""
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise OaiError("badVerb", f"Give one verb of: {', '.join(ARGUMENTS)}.")
    verb = verbs[0]
    rest = [(name, value) for name, value in pairs if name != "verb"]
    arguments = dict(rest)
    if len(arguments) < len(rest):
        raise OaiError("badArgument", "An argument is given twice.")
    if "resumptionToken" in arguments and verb in RESUMED:
        if len(arguments) > 1:
            raise OaiError("badArgument", "A resumptionToken stands alone.")
        if verb == "ListSets":
            raise OaiError("badResumptionToken", "All sets come in one answer.")
        return Asked(verb, arguments, open_token(arguments["resumptionToken"]))
    needed, optional = ARGUMENTS[verb]
    if missing := needed - arguments.keys():
        raise OaiError("badArgument", f"{verb} needs: {', '.join(sorted(missing))}.")
    if unknown := arguments.keys() - needed - optional:
        raise OaiError("badArgument", f"{verb} does not take: {', '.join(sorted(unknown))}.")
    listing = _listing(arguments) if verb in RESUMED - {"ListSets"} else None
    return Asked(verb, arguments, listing)


def _listing(arguments: Mapping[str, str]) -> Listing:
    since, until = arguments.get("from", ""), arguments.get("until", "")
    _check_dates(arguments, since, until)
    return Listing(arguments["metadataPrefix"], since, until, arguments.get("set", ""))


def _check_dates(arguments: Mapping[str, str], since: str, until: str) -> None:
    for name in ("from", "until"):
        if name in arguments:
            moment(arguments[name])
    if since and until:
        if len(since) != len(until):
            raise OaiError("badArgument", "from and until have different granularities.")
        if since > until:
            raise OaiError("badArgument", "from is later than until.")


def moment(text: str, *, end: bool = False) -> datetime:
    """Return a date or a second of UTC; `end`: the last moment of it. Raises OaiError."""
    form = _DAY if len(text) == 10 else _SECOND
    try:
        start = datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        raise OaiError(
            "badArgument", f"{text!r} is no date; write 2026-05-01 or 2026-05-01T12:00:00Z."
        ) from None
    if start.strftime(form) != text:
        raise OaiError("badArgument", f"{text!r} is not written in full.")
    if not end:
        return start
    length = timedelta(days=1) if form == _DAY else timedelta(seconds=1)
    return start + length - timedelta(microseconds=1)


def token(listing: Listing) -> str:
    """Return the resumption token: it says all, so it survives a restart and any update."""
    text = json.dumps(list(asdict(listing).values()), separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def open_token(text: str) -> Listing:
    """Return where the token goes on. Raises OaiError."""
    wrong = OaiError("badResumptionToken", "This token is not one of ours. Begin the list again.")
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        listing = Listing(*values)
    except (ValueError, TypeError, binascii.Error):
        raise wrong from None
    texts = (listing.prefix, listing.since, listing.until, listing.set, listing.after)
    if not all(isinstance(each, str) for each in texts) or not isinstance(listing.given, int):
        raise wrong
    if not _ID.match(listing.after) or listing.given < 1:
        raise wrong
    try:
        for each in (listing.since, listing.until):
            if each:
                moment(each)
    except OaiError:
        raise wrong from None
    return listing
