"""The chain of a work: as a picture, as a list, as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils import timezone

from concordat.delivery import queries as delivery
from concordat.delivery.words.pack import LOUD, PackView
from concordat.evidence import queries as evidence
from concordat.evidence.words import Chain, ChainWork, Moved
from concordat.parties.words import Actor
from concordat.web.evidence.drawing import Box, Line, draw
from concordat.web.evidence.standing import sentence
from concordat.web.pages import show
from concordat.web.readers import actor_of

#: Two hops either way, and one more where a tie leads past another work of the same hop.
_MOST_ROWS = 3
_NOTHING = {
    "below": "Nobody has recorded what this rests on",
    "above": "Nobody has recorded what rests on this",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list."""

    title: str
    href: str
    said: str  # kind, year and standing
    fallen: bool
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One heading of the list with its works; `unknown` says where nothing is recorded."""

    heading: str
    steps: tuple[Step, ...]
    unknown: tuple[str, ...] = ()


def chain(request: HttpRequest, work_id: str) -> HttpResponse:
    """Show what a work rests on and what rests on it, both ways."""
    found = _found(request, work_id)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("chain", args=[found.to]))
    packs, (times, holders) = _delivered(found, by=actor_of(request))
    centre = next(work for work in found.works if work.level == 0)
    page = {
        "title": f"Chain of evidence: {centre.title[:60]}",
        "centre": centre,
        "picture": picture(found, packs),
        "levels": list(levels(found)),
        "packs": [(pack, _named(found, pack)) for pack in packs],
        "times": times,
        "holders": holders,
        "left_out": found.left_out,
        "trail": [
            {"text": "Search", "href": reverse("search")},
            {"text": centre.title[:60], "href": reverse("work", args=[work_id])},
        ],
    }
    return show(request, "evidence/chain.jinja", page, room="search")


def chain_json(request: HttpRequest, work_id: str) -> HttpResponse:
    """Give the chain to machines."""
    found = _found(request, work_id)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("chain_json", args=[found.to]))
    packs, (times, holders) = _delivered(found, by=actor_of(request))
    return JsonResponse(
        asdict(found)
        | {
            "unknown": [{"work": key, "side": side} for key, side in found.unknown],
            "packs": [
                {
                    "id": each.id,
                    "slug": each.slug,
                    "version": each.number,
                    "names": [work.key for work in found.works if work.key in each.works],
                }
                for each in packs
            ],
            "deliveries": times,
            "holders": holders,
            "use": "unknown",
        }
    )


def chain_svg(request: HttpRequest, work_id: str) -> HttpResponse:
    """Give the picture alone."""
    found = _found(request, work_id)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("chain_svg", args=[found.to]))
    packs, _ = _delivered(found, by=actor_of(request))
    return HttpResponse(picture(found, packs), content_type="image/svg+xml; charset=utf-8")


def _found(request: HttpRequest, work_id: str) -> Chain | Moved:
    found = evidence.chain(work_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


def _delivered(found: Chain, *, by: Actor) -> tuple[list[PackView], tuple[int, int]]:
    """Return the packs that name the work or what rests on it, how often given, to how many.

    Works are named in the packs as they are called now, after every merger.
    """
    works = [work.key for work in found.works if work.held and work.level >= 0]
    packs = delivery.packs_naming(works, by=by)
    now = [
        replace(each.pack, works=tuple(work.id for work in each.works if work))
        for each in delivery.deliver(packs, today=timezone.localdate())
    ]
    return now, delivery.times_given([pack.id for pack in packs])


def _named(found: Chain, pack: PackView) -> list[str]:
    """Return the works of the chain that a pack names: it rests on each of them directly."""
    return [work.title for work in found.works if work.key in pack.works]


def picture(found: Chain, packs: Sequence[PackView] = ()) -> str:
    """Return the chain as SVG; a missing hop is a box that says so."""
    rows = _rows(found)
    boxes = [_box(work, rows[work.key]) for work in found.works]
    lines = [Line(hop.upper, hop.lower, _tie(hop.role, hop.locator)) for hop in found.hops]
    for key, side in found.unknown:
        step = -1 if side == "below" else 1
        unknown = f"{side} {key}"
        level = rows[key] + step
        boxes.append(Box(unknown, level, "Unknown", _NOTHING[side].split(" what ")[0], "unknown"))
        lines.append(Line(key, unknown) if step < 0 else Line(unknown, key))
    for pack in packs:
        named = [work.key for work in found.works if work.key in pack.works]
        level = max((rows[key] for key in named), default=0) + 1
        key, said = f"pack {pack.id}", f"Pack, version {pack.number}"
        boxes.append(Box(key, level, pack.body.question, said, "plain"))
        lines += [Line(key, each, "names") for each in named]
    return draw(boxes, lines, title=in_words(found))


def _rows(found: Chain) -> dict[str, int]:
    """Return on which row each work is drawn: above all that it rests on, however far.

    A guideline may rest on a trial directly and by way of a review: it then stands above both.
    Works that rest on one another in a ring stay where the chain found them to be.
    """
    rows = {work.key: work.level for work in found.works}
    for _ in range(_MOST_ROWS):
        for hop in found.hops:
            upper, lower = rows[hop.upper], rows[hop.lower]
            if lower >= 0 and upper > 0:
                rows[hop.upper] = min(max(upper, lower + 1), _MOST_ROWS)
            elif upper <= 0 and lower < 0:
                rows[hop.lower] = max(min(lower, upper - 1), -_MOST_ROWS)
    return rows


def in_words(found: Chain) -> str:
    """Return the picture in one sentence."""
    below = sum(work.level < 0 for work in found.works)
    above = sum(work.level > 0 for work in found.works)
    fallen = [work.title for work in found.works if work.standing in set(LOUD)]
    said = f"{above} works rest on this one, which rests on {below}."
    return said + (f" Not to be relied on: {'; '.join(fallen)}." if fallen else "")


def _box(work: ChainWork, row: int) -> Box:
    look = "fallen" if work.standing in set(LOUD) else "plain" if work.held else "unknown"
    said = work.standing if look == "fallen" else work.kind
    below = sentence(said) if work.held else "Not held: unknown"
    if work.level == 0 and look == "plain":
        look = "centre"
    return Box(work.key, row, work.title, below, look)


def _tie(role: str, locator: str) -> str:
    return f"{role}, {locator}" if locator else role


_HEADINGS = {
    2: "What rests on that (two hops up)",
    1: "What rests on this work",
    0: "This work",
    -1: "What this work rests on",
    -2: "What that rests on (two hops down)",
}


def levels(found: Chain) -> list[Level]:
    """Return the chain as a list, from the top down; a missing hop has its own line."""
    titles = {work.key: work.title for work in found.works}
    shown = []
    for level, heading in _HEADINGS.items():
        works = [work for work in found.works if work.level == level]
        unknown = tuple(
            f"Unknown. {_NOTHING[side]}: {titles[key]}"
            for key, side in found.unknown
            for work in found.works
            if work.key == key and work.level + (-1 if side == "below" else 1) == level
        )
        if works or unknown:
            steps = tuple(_step(work, found, titles) for work in works)
            shown.append(Level(heading, steps, unknown))
    return shown


def _step(work: ChainWork, found: Chain, titles: dict[str, str]) -> Step:
    ties = tuple(
        f"{hop.role}: {titles[hop.lower]}"
        + (f" ({hop.locator})" if hop.locator else "")
        + (f", according to {hop.source}" if hop.source else "")
        for hop in found.hops
        if hop.upper == work.key
    )
    said = [sentence(work.kind), str(work.year or ""), sentence(work.standing)]
    if not work.held:
        said = ["Not held here: its kind and standing are unknown"]
    href = reverse("work", args=[work.key]) if work.held else ""
    text = " · ".join(part for part in said if part and part != "Published")
    return Step(work.title, href, text, work.standing in set(LOUD), ties)
