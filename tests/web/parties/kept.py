"""One thing of every kind that a party can answer for, written straight into the tables.

`KEPT` says of each table how it names whose a row is, and `NOT_KEPT` why no other table that
names a party holds what a party answers for: a new table must be in one of the two.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from concordat.delivery.models import Pack, PackDraft, PackVersion, Receipt
from concordat.delivery.packs.body import to_json
from concordat.delivery.words.pack import Certainty, PackBody, Strength
from concordat.enquiries.models import AnsweredQuestion, Enquiry, EnquiryLetter
from concordat.evidence.models import CollectedRecord, Collection, Deposit, ScreeningVote, Work
from concordat.evidence.words import Kind
from concordat.forum.models import Forum, JointWorkArea, PlannedWork
from concordat.investment.models import AgreementLine, Deal, Holding, Offer, Package, Scenario
from concordat.parties.models import Agreement, Commitment, Convenor, Party, Publishing
from concordat.parties.words import AgreementKind, Visibility
from concordat.search.models import SavedStrategy, SearchRun

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)
USED = MADE + timedelta(days=30)
PUBLIC = {"visibility": Visibility.PUBLIC.value}

#: Table -> the paths by which it names whose a row is; the first that names anybody counts.
KEPT: dict[str, tuple[str, ...]] = {
    "Publishing": ("party",),
    "Agreement": ("convenors__party", "owner"),
    "Commitment": ("party",),
    "Work": ("party", "owner"),  # counted: one line for each party and way
    "Collection": ("owner",),
    "SavedStrategy": ("owner",),
    "Deal": ("payer", "owner"),
    "AgreementLine": ("payer",),
    "Scenario": ("owner",),
    "PlannedWork": ("owner",),
    "JointWorkArea": ("lead",),
    "AnsweredQuestion": ("owner",),
    "Pack": ("owner",),
    "PackDraft": ("owner",),
}
_FACT = "says something of the party itself, and goes nowhere"
_PERSON = "of a person: roles and posts are given anew, and never knowledge"
_TASK = "a task or a request, which the wizard counts; not knowledge"
_RECORD = "what was said and done, which stays as it was"
NOT_KEPT = {
    **dict.fromkeys(("PartyName", "PartyRole", "PartyIdentifier", "Tie", "Part"), _FACT),
    **dict.fromkeys(("Membership", "Workforce", "Member"), _FACT),
    **dict.fromkeys(("Affiliation", "RoleGrant", "Mandate", "Token"), _PERSON),
    **dict.fromkeys(("Invitation", "AccessRequest"), _PERSON),
    **dict.fromkeys(("Enquiry", "OwnerTask", "PartyQuestion", "Action"), _TASK),
    **dict.fromkeys(("Signatory", "Support", "Position", "Attendance", "Interest"), _RECORD),
    **dict.fromkeys(("Meeting", "Decision", "Receipt", "DraftReview", "AuditEntry"), _RECORD),
    "Convenor": "by it an agreement names who answers for it",
    "Offer": "can be bought; what is bought is a line of its own",
    "Package": "its provider is a name; who keeps it is who pays for a deal on it",
    "Supply": "a service that people do, with nothing to hand over",
}


def naming_a_party() -> set[str]:
    """Return every table with a column that names a party, as an owner or otherwise."""
    slugs = {"party", "owner", "payer", "lead", "provider", "convenor", "asked_of"}
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("concordat")
        and any(
            field.related_model is Party or (field.name in slugs and not field.is_relation)
            for field in model._meta.get_fields()
            if isinstance(field, models.Field)
        )
    }


class Shelf:
    """Writes rows; each has another name, so that a page can be searched for it."""

    def __init__(self) -> None:
        self.count = 0

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind} {self.count}"

    def slug(self) -> str:
        self.count += 1
        return f"thing-{self.count}"

    def fill(self, owner: Party | None) -> None:
        """Write one thing of every kind that may be this party's, or nobody's."""
        for write in (self.agreement, self.collection, self.strategy, self.deal, self.scenario):
            write(owner)
        for write in (self.plan, self.area, self.answer, self.pack, self.draft):
            write(owner)
        if owner is not None:
            for write in (self.publication, self.commitment, self.works, self.purchase):
                write(owner)

    def publication(self, owner: Party | None) -> None:
        Publishing.objects.create(party=owner, key=self.slug(), what=self.name("publication"))

    def agreement(self, owner: Party | None) -> None:
        given = {"kind": AgreementKind.MEMORANDUM.value, "signed_on": None, **PUBLIC}
        Agreement.objects.create(
            slug=self.slug(), title=self.name("agreement"), owner=owner, **given
        )
        convened = Agreement.objects.create(slug=self.slug(), title=self.name("convened"), **given)
        if owner is not None:
            Convenor.objects.create(agreement=convened, party=owner)

    def commitment(self, owner: Party | None) -> None:
        agreement = Agreement.objects.order_by("pk").first()
        Commitment.objects.create(
            agreement=agreement,
            key=self.slug(),
            party=owner,
            text=self.name("commitment"),
            **PUBLIC,
        )

    def works(self, owner: Party | None) -> None:
        for field in ("party", "owner"):
            given: dict[str, Any] = {field: owner, "title": self.name("work"), **PUBLIC}
            Work.objects.create(
                kind=next(iter(Kind)).value, first_seen_at=MADE, changed_at=MADE, **given
            )

    def collection(self, owner: Party | None) -> None:
        row = Collection.objects.create(
            owner=owner,
            name=self.name("collection"),
            expires_on=date(2040, 1, 1),
            made_by="Ann",
            made_at=MADE,
            **PUBLIC,
        )
        numbers = {"taken": 1, "set_aside": 0}
        given = Deposit.objects.create(
            collection=row, name="f", sha256="x", database="D", format="RIS", made_by="Ann",
            made_at=MADE, **numbers,
        )  # fmt: skip
        record = CollectedRecord.objects.create(
            collection=row, deposit=given, position="1", facts={}, title="t"
        )
        ScreeningVote.objects.create(
            record=record, person="p", who="Ann", decision="include", at=USED
        )

    def strategy(self, owner: Party | None) -> None:
        row = SavedStrategy.objects.create(
            owner=owner,
            name=self.name("strategy"),
            text="salt",
            made_by="Ann",
            made_at=MADE,
            changed_at=MADE,
            **PUBLIC,
        )
        for at in (MADE, USED):
            SearchRun.objects.create(
                strategy=row, text="salt", generation=1, revision=1, total=0, ids=b"",
                ran_by="Ann", ran_at=at,
            )  # fmt: skip

    def deal(self, owner: Party | None) -> None:
        package = Package.objects.create(slug=self.slug(), name=self.name("package"))
        Holding.objects.create(package=package, file="f", sha256="x", loaded_at=MADE, rows=3)
        for field in ("payer", "owner"):
            row = Deal.objects.create(
                slug=self.slug(),
                name=self.name(f"deal by {field}"),
                reach="local organisation",
                **{field: owner},
                **PUBLIC,
            )
            row.packages.add(package)
            if owner is not None:
                row.parties.add(owner)

    def purchase(self, owner: Party | None) -> None:
        offer = Offer.objects.create(
            slug=self.slug(),
            name=self.name("purchase"),
            product="P",
            platform="p",
            reach="local organisation",
            price={"rule": "flat", "amount": 1250},
            owner=owner,
            source="An invoice",
            visibility=Visibility.PARTIES.value,
        )
        if owner is not None:
            offer.parties.add(owner)
        AgreementLine.objects.create(
            offer=offer, payer=owner, renews_on=date(2025, 6, 1), notice_days=30
        )

    def scenario(self, owner: Party | None) -> None:
        Scenario.objects.create(
            owner=owner, name=self.name("scenario"), made_by="Ann", made_at=MADE, inputs={},
            sha256="x", visibility=Visibility.PARTIES.value,
        )  # fmt: skip

    def plan(self, owner: Party | None) -> None:
        PlannedWork.objects.create(
            owner=owner,
            title=self.name("plan"),
            kind="review",
            stage="planned",
            entered_at=MADE,
            **PUBLIC,
        )

    def area(self, owner: Party | None) -> None:
        forum, _ = Forum.objects.get_or_create(slug="forum", defaults={"name": "A forum"})
        JointWorkArea.objects.create(
            forum=forum,
            title=self.name("area"),
            scope="",
            lead=owner.slug if owner else "",
            proposed_at=MADE,
            active_at=USED,
            **PUBLIC,
        )

    def answer(self, owner: Party | None) -> None:
        answer = AnsweredQuestion.objects.create(
            owner=owner, question=self.name("answer"), summary="s", answered_at=MADE, **PUBLIC
        )
        asked = Enquiry.objects.create(
            question="q", purpose="audit", name="Bo", email="b@x.example", state="delivered",
            asked_at=MADE, reused=answer.public_id,
        )  # fmt: skip
        EnquiryLetter.objects.create(
            enquiry=asked, kind="reused", to="b@x.example", subject="s", body="b", written_at=USED
        )

    def pack(self, owner: Party | None) -> None:
        question = self.name("pack")
        row = Pack.objects.create(slug=self.slug(), owner=owner, latest=1, created_at=MADE)
        body = PackBody(
            question=question,
            lines=("One.",),
            entries=(),
            strength=next(iter(Strength)),
            certainty=next(iter(Certainty)),
            review_on="2040-01-01",
        )
        PackVersion.objects.create(
            pack=row,
            number=1,
            body=to_json(body),
            sha256="x",
            published_at=MADE,
            published_by="Ann",
        )
        Receipt.objects.create(kind="pack", thing=row.public_id, channel="page", at=USED)

    def draft(self, owner: Party | None) -> None:
        PackDraft.objects.create(
            owner=owner, slug=self.slug(), pack_owner="x", body="{}", begun_by="Ann",
            changed_by="Ann", begun_at=MADE, changed_at=USED, **PUBLIC,
        )  # fmt: skip


def walk(adrift: set[str]) -> set[str]:
    """Return the ids of all that belongs to these parties (slugs; "" for nobody): row by row."""
    found: set[str] = set()
    for name, paths in KEPT.items():
        model = next(each for each in apps.get_models() if each.__name__ == name)
        for row in model._base_manager.all():
            found |= _ids_of(row, paths, adrift)
    for deal in Deal.objects.all():
        found |= {deal.public_id for party in deal.parties.all() if party.slug in adrift}
    for held in Holding.objects.all():
        payers = [_first(deal, KEPT["Deal"]) for deal in held.package.deals.all()]
        found |= {held.public_id for slugs in payers if slugs & adrift}
    return found


def _ids_of(row: Any, paths: tuple[str, ...], adrift: set[str]) -> set[str]:
    if isinstance(row, Work):
        ways: dict[str, Callable[[Work], Party | None]] = {
            "published by": lambda work: work.party,
            "kept to itself by": lambda work: work.owner,
        }
        named = {how: party for how, get in ways.items() if (party := get(row))}
        return {f"{party.slug} {how}" for how, party in named.items() if party.slug in adrift}
    return {row.public_id} if _first(row, paths) & adrift else set()


def _first(row: Any, paths: tuple[str, ...]) -> set[str]:
    """Return the slugs that the first path names which names anybody; nobody's is ""."""
    for path in paths:
        model = type(row)
        field = path if path == "lead" else f"{path}__slug"
        slugs = set(model._base_manager.filter(pk=row.pk).values_list(field, flat=True))
        if slugs := {slug for slug in slugs if slug}:
            return slugs
    return {""}
