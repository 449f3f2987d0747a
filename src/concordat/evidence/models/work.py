"""The one record of a work that people see."""

from django.db import models

from concordat.evidence.models.fields import JsonTuple
from concordat.evidence.words import Author, Heading, Identifier, Kind, Standing
from concordat.parties.rows import Addressed, Private, visibility_field
from concordat.parties.words import Visibility


def read_author(value: dict[str, str]) -> Author:
    """Return an author from JSON."""
    return Author(**value)


def read_identifier(value: dict[str, str]) -> Identifier:
    """Return an identifier from JSON."""
    return Identifier(**value)


def read_heading(value: dict[str, object]) -> Heading:
    """Return a heading from JSON, which has no tuples."""
    qualifiers: list[str] = value["qualifiers"]  # type: ignore[assignment]
    return Heading(
        name=str(value["name"]),
        major=bool(value["major"]),
        qualifiers=tuple(qualifiers),
        ui=str(value["ui"]),
    )


class Work(Addressed, Private):
    """A work: every bibliographic field is a fact of one of its source records.

    `origins` says of which: a list of {source, record, fetched_at, format, fields}. It is
    one value because a row for each field halves the speed of an ingest. `identifiers`
    repeats what `WorkIdentifier` keeps unique, and adds those that several works may share
    (an ISBN of a book and its chapters). `party_id` is a slug and `owner_id` a public id:
    the names that may cross the wall to parties.
    """

    revision = models.BigIntegerField(default=0)
    title = models.TextField()
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in Kind])
    kind_reason = models.CharField(max_length=300, blank=True)
    authors = JsonTuple(read=read_author)
    abstract = models.TextField(blank=True)
    journal = models.TextField(blank=True)
    issns = JsonTuple()
    year = models.IntegerField(null=True, blank=True)
    published_on = models.CharField(max_length=40, blank=True)
    volume = models.TextField(blank=True)
    issue = models.TextField(blank=True)
    pages = models.TextField(blank=True)
    identifiers = JsonTuple(read=read_identifier)
    headings = JsonTuple(read=read_heading)
    keywords = JsonTuple()
    publication_types = JsonTuple()
    languages = JsonTuple()
    publisher = models.TextField(blank=True)
    url = models.TextField(blank=True)
    source_type = models.TextField(blank=True)
    origins = JsonTuple()
    standing = models.CharField(
        max_length=30,
        default=Standing.PUBLISHED,
        choices=[(s.value, s.value) for s in Standing],
    )
    standing_on = models.CharField(max_length=40, blank=True)
    standing_source = models.TextField(blank=True)
    standing_note = models.TextField(blank=True)
    party = models.ForeignKey(
        "parties.Party",
        to_field="slug",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    visibility = visibility_field(Visibility.PUBLIC)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    first_seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [  # noqa: RUF012 - Django's own form
            models.Index(
                fields=["visibility", "kind", "standing"],
                condition=models.Q(merged_into=None),
                name="work_inventory",
            ),
            models.Index(fields=["changed_at"], name="work_changed"),
        ]

    def __str__(self) -> str:
        return self.title
