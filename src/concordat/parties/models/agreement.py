"""Agreements: versions with clauses that have addresses, signatures, support, commitments."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.day import DayField
from concordat.parties.models.fact import LONG, Edited, Fact
from concordat.parties.models.party import Party
from concordat.parties.rows import NAME, Addressed, Private, visibility_field
from concordat.parties.words import AgreementKind, ClauseKind, RelationKind, Visibility


class Agreement(Fact, Private, Edited):
    """`since` is the day from which it is in force; none: from the day it was signed."""

    visibility = visibility_field(Visibility.PUBLIC)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in AgreementKind])
    title = models.CharField(max_length=500)
    short = models.CharField(max_length=NAME, blank=True)
    about = models.TextField(blank=True)
    signed_on = DayField()
    review_on = DayField()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class Version(Fact):
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"


class Clause(Addressed):
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    key = models.SlugField(max_length=100)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ClauseKind])
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    source = models.CharField(max_length=LONG, blank=True)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="clause_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class Document(Addressed):
    """A file of a version: `sha256` is of the very bytes, so that a copy can be verified.

    `file` is a path below content/; `kept` says that the bytes were handed in and lie under
    DATA_DIR/documents by their hash.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="documents")
    key = models.SlugField(max_length=100)
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=LONG, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=500, blank=True)
    kept = models.BooleanField(default=False)
    size = models.BigIntegerField(null=True, blank=True)  # bytes, of what was handed in
    published_on = DayField()
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="document_key_once")
        ]

    def __str__(self) -> str:
        return self.title


class Signature(Fact):
    """One signed name. `since` is the day of signing; none: as the agreement.

    `mistaken`: it was recorded by mistake, and counts on no day.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    key = models.SlugField(max_length=100)
    name = models.CharField(max_length=NAME)
    function = models.CharField(max_length=NAME, blank=True)
    officer = models.CharField(max_length=NAME, blank=True)
    officer_role = models.CharField(max_length=NAME, blank=True)
    mistaken = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "key"], name="signature_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class Signatory(Addressed):
    """A party under a signed name; a joint name has several."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="signatories")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signed")
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "signatories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["signature", "party"], name="signatory_once")
        ]

    def __str__(self) -> str:
        return str(self.party)


class Support(Fact):
    """Support, which is not a signature. `mistaken`: as of a signature."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="support")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="supported")
    name = models.CharField(max_length=NAME)
    function = models.CharField(max_length=NAME, blank=True)
    mistaken = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Convenor(Fact):
    """Who convenes: a dated role that can be handed on, and no special right."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="convenors")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="convened")
    function = models.CharField(max_length=NAME, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.party)


class Relation(Fact):
    """What an agreement is to another, or to a class of others in words."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in RelationKind])
    to = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="related_from"
    )
    to_text = models.TextField(blank=True)
    clause = models.SlugField(max_length=100, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.to or self.to_text}"


class Commitment(Fact, Private):
    """What one party owes under a clause, and what would show that it was done."""

    visibility = visibility_field(Visibility.PUBLIC)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="commitments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="commitments")
    key = models.SlugField(max_length=100)
    clause = models.SlugField(max_length=100, blank=True)
    function = models.CharField(max_length=NAME, blank=True)
    text = models.TextField()
    indicator = models.TextField(blank=True)
    target = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "key"], name="commitment_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class Delivery(Addressed):
    """Evidence that a commitment was kept."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="deliveries")
    on = DayField()
    text = models.TextField()
    url = models.CharField(max_length=LONG, blank=True)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return self.text
