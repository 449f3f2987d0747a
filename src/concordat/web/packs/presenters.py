"""What the pages of packs show. Pure."""

from dataclasses import dataclass

from concordat.delivery.words.pack import DeliveredPack
from concordat.web.evidence.standing import said_on


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in a list."""

    slug: str
    question: str
    owner: str
    said: str  # version, dates, how much it holds
    warnings: tuple[str, ...]
    overdue: bool


@dataclass(frozen=True, slots=True)
class PackPage:
    slug: str
    number: int
    latest: int
    owner: str
    owner_slug: str
    published: str
    sha256: str
    fallen: bool


def present_line(delivered: DeliveredPack) -> PackLine:
    """Return a pack as a list shows it, with what must be known before it is opened."""
    pack = delivered.pack
    count = len(pack.works)
    return PackLine(
        slug=pack.slug,
        question=pack.body.question,
        owner=pack.owner_name,
        said=f"Version {pack.number}, published {said_on(pack.published_at)} · "
        f"{count} {'work' if count == 1 else 'works'} · "
        f"to be reviewed by {said_on(pack.body.review_on)}",
        warnings=tuple(
            f"A work in this pack is marked “{work.standing}”: {work.title}"
            for work in delivered.fallen
        ),
        overdue=delivered.overdue,
    )


def present_pack(delivered: DeliveredPack) -> PackPage:
    """Return what stands round the body of a pack."""
    pack = delivered.pack
    return PackPage(
        slug=pack.slug,
        number=pack.number,
        latest=pack.latest,
        owner=pack.owner_name,
        owner_slug=pack.owner_slug,
        published=said_on(pack.published_at),
        sha256=pack.sha256,
        fallen=bool(delivered.fallen),
    )
