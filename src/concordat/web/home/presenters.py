"""What the first page says of what is inside. Pure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from concordat.evidence.words import FALLEN, Inventory, Kind, Standing
from concordat.search.queries import IndexStatus
from concordat.web.evidence.standing import said_on

_PLURALS = {
    Kind.GUIDANCE: ("piece of guidance", "guidance"),
    Kind.SYSTEMATIC_REVIEW: ("systematic review", "systematic reviews"),
    Kind.TRIAL: ("trial", "trials"),
    Kind.OTHER_STUDY: ("other study", "other studies"),
    Kind.PROTOCOL: ("protocol", "protocols"),
    Kind.REGISTRATION: ("registration", "registrations"),
    Kind.GREY_LITERATURE: ("report", "reports"),
    Kind.PREPRINT: ("preprint", "preprints"),
    Kind.COMMENT: ("comment", "comments"),
    Kind.NOTICE: ("notice", "notices"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts, and the search that shows them."""

    count: str
    text: str
    query: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    name: str
    records: str
    taken_on: str
    licence: str


@dataclass(frozen=True, slots=True)
class HomePage:
    total: str
    kinds: tuple[Count, ...]
    fallen: tuple[Count, ...]
    unchecked: Count | None
    freshness: tuple[tuple[str, str], ...]
    sources: tuple[SourceLine, ...]


def present_home(inventory: Inventory, index: IndexStatus) -> HomePage:
    """Return what is inside, by kind and standing, and how fresh it is."""
    standings = dict(inventory.standings)
    unchecked = standings.get(Standing.UNCHECKED, 0)
    return HomePage(
        total=f"{inventory.total:,}",
        kinds=tuple(_kind(kind, count) for kind, count in inventory.kinds),
        fallen=tuple(
            _standing(each, standings[each]) for each in Standing if each in FALLEN & set(standings)
        ),
        unchecked=_standing(Standing.UNCHECKED, unchecked) if unchecked else None,
        freshness=tuple(_freshness(inventory, index)),
        sources=tuple(
            SourceLine(each.name, f"{each.records:,}", said_on(each.good_at) or "–", each.licence)
            for each in inventory.sources
        ),
    )


def _kind(kind: Kind, count: int) -> Count:
    one, many = _PLURALS[kind]
    return Count(f"{count:,}", one if count == 1 else many, _query("kind", kind))


def _standing(standing: Standing, count: int) -> Count:
    return Count(f"{count:,}", standing.value, _query("standing", standing))


def _query(name: str, value: str) -> str:
    return urlencode([("q", ""), (name, value)])


def _freshness(inventory: Inventory, index: IndexStatus) -> list[tuple[str, str]]:
    """Return the date of the newest record and whether the index has it all."""
    waiting = index.behind
    state = "has every record" if not waiting else f"{waiting:,} changes still to be indexed"
    return [
        ("Newest change to a record", said_on(inventory.changed_at) or "not known"),
        ("Search index", state),
        ("Works that can be found", f"{index.works:,}"),
    ]
