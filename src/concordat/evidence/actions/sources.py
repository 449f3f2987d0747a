"""The sources that records are named after."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.text import slugify

from concordat.evidence.models import Source
from concordat.evidence.words import IngestReport


def know(slug: str, *, facts: Mapping[str, str] | None = None) -> Source:
    """Return the source with this slug, made or brought up to date.

    `facts` may give name, licence, note and as_of; a source first heard of has its slug as name.
    """
    clean = slugify(slug)
    if not clean:
        raise ValueError(f"{slug!r} cannot name a source; use letters and digits.")
    source, _ = Source.objects.get_or_create(slug=clean[:60], defaults={"name": slug[:200]})
    changed = {
        name: value for name, value in (facts or {}).items() if getattr(source, name) != value
    }
    if changed:
        Source.objects.filter(pk=source.pk).update(**changed)
        for name, value in changed.items():
            setattr(source, name, value)
    return source


def remember(source: Source, report: IngestReport, *, now: datetime) -> None:
    """Keep when the source last gave something, and how much. Nothing is no good harvest."""
    if not report.found:
        return
    source.good_at = now
    source.counts = counts(report)
    source.save(update_fields=["good_at", "counts"])


def counts(report: IngestReport) -> dict[str, int]:
    """Return the counts of a report by their names."""
    words = ("found", "taken", "merged", "unchanged", "set_aside")
    return {word: getattr(report, word) for word in words}
