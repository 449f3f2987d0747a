"""Forms that record an agreement or something about one."""

from collections.abc import Sequence

from django import forms
from django.utils.text import slugify

from concordat.parties.words import (
    AgreementKind,
    AgreementView,
    ClauseGiven,
    PartyLine,
    RelationKind,
    Visibility,
)
from concordat.web.days import DayField
from concordat.web.deeds import DeedForm
from concordat.web.parties import fields
from concordat.web.parties.agreement_presenters import signed_words
from concordat.web.parties.clauses import HINT, read_clauses, write_clauses

_CLAUSES = 200_000
_WHO_SEES = [
    (Visibility.PUBLIC.value, "Everybody"),
    (Visibility.PARTIES.value, "Every party that has joined"),
    (Visibility.OWN_PARTY.value, "Only its owner"),
]


def _clauses(data: dict[str, object]) -> list[ClauseGiven]:
    return read_clauses(str(data.get("clauses") or ""))


class AgreementForm(DeedForm):
    """A new agreement with its first wording."""

    title = fields.text("Title", most=500)
    short = fields.text("What people call it", required=False)
    kind = fields.words_of(AgreementKind, "What it is")
    about = fields.text("About it in one sentence", required=False, most=1000, rows=2)
    signed_on = DayField(label="When was it signed")
    since = DayField(
        label="In force from (optional)",
        required=False,
        help_text="Leave empty if from the day it was signed.",
    )
    review_on = DayField(label="When is it to be reviewed (optional)", required=False)
    clauses = fields.text("Its clauses, word for word", hint=HINT, most=_CLAUSES, rows=12)
    visibility = fields.choice("Who may see it", _WHO_SEES, radios=True)
    owner = forms.ChoiceField()
    slug = fields.text(
        "The end of its web address",
        hint="The end of its address, for ever. Left empty, it is made from what people call it.",
        required=False,
        most=100,
    )
    source = fields.source()

    def __init__(self, *args: object, parties: Sequence[PartyLine], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.initial.setdefault("visibility", Visibility.PUBLIC.value)
        self.fields["owner"] = fields.party(
            "Whose record is it",
            parties,
            required=False,
            hint="Needed for what is not for everybody. Its administrators may change it.",
        )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("slug"):
            data["slug"] = slugify(str(data.get("short") or data.get("title") or ""))[:100]
        data["clauses"] = _clauses(data)
        return data


class _AboutAgreement(DeedForm):
    """A form about one agreement; choices of parties may be needed."""

    needs_parties = False

    def __init__(
        self,
        *args: object,
        agreement: AgreementView,
        parties: Sequence[PartyLine] = (),
        others: Sequence[tuple[str, str]] = (),
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.agreement, self.parties, self.others = agreement, parties, others
        self.initial.setdefault("edition", agreement.edition)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the agreement."""


class SignatureForm(_AboutAgreement):
    needs_parties = True
    party = forms.ChoiceField()
    second = forms.ChoiceField()
    name = fields.text(
        "The name that it signed under",
        hint="As signed. Left empty, it is the name that the party bore that day.",
        required=False,
    )
    on = DayField(
        label="When did it sign (optional)",
        required=False,
        help_text="Leave empty if on the day of the agreement. Otherwise write a date such as "
        "1 October 2021, October 2021, 2021 or unknown.",
    )
    officer = fields.text("Who signed for it", hint="Only when it is public", required=False)
    officer_role = fields.text("Their post", required=False)
    function = fields.text(
        "To which piece of its work does it belong",
        hint="Decides who holds it after the party is split. For example: health protection",
        required=False,
    )
    source = fields.source()

    def prepare(self) -> None:
        self.fields["party"] = fields.party("Who signed", self.parties)
        self.fields["second"] = fields.party(
            "Who signed under the same name", self.parties, required=False
        )


class SupportForm(_AboutAgreement):
    needs_parties = True
    party = forms.ChoiceField()
    name = fields.text("The name that the source gives it", required=False)
    on = DayField(label="Since when (optional)", required=False)
    source = fields.source()

    def prepare(self) -> None:
        self.fields["party"] = fields.party("Who supports it", self.parties)


class ConvenorForm(_AboutAgreement):
    needs_parties = True
    party = forms.ChoiceField()
    on = DayField(label="From when")
    source = fields.source()

    def prepare(self) -> None:
        self.fields["party"] = fields.party("Who convenes", self.parties)


class CommitmentForm(_AboutAgreement):
    needs_parties = True
    party = forms.ChoiceField()
    clause = forms.ChoiceField()
    text = fields.text("What it will do", most=10_000, rows=4)
    indicator = fields.text("What would show that it was done", required=False, most=2000, rows=2)
    target = fields.text("How much of it", required=False, most=2000)
    since = DayField(label="From when (optional)", required=False)
    until = DayField(label="By when (optional)", required=False)
    visibility = fields.choice("Who may see it", _WHO_SEES, radios=True)
    source = fields.source()

    def prepare(self) -> None:
        self.initial.setdefault("visibility", Visibility.PUBLIC.value)
        self.fields["party"] = fields.party("Who commits itself", self.parties)
        clauses = [(c.key, f"{c.key}: {c.text[:80]}") for c in self.agreement.clauses]
        self.fields["clause"] = fields.choice("Under which clause", clauses, required=False)


class EvidenceForm(_AboutAgreement):
    commitment = forms.ChoiceField()
    text = fields.text("What shows that it was done", most=10_000, rows=4)
    on = DayField(label="When was it done")
    url = fields.address("Where can it be seen")

    def prepare(self) -> None:
        owed = [
            (c.key, f"{c.holding.party.name}: {c.text[:120]}") for c in self.agreement.commitments
        ]
        self.fields["commitment"] = fields.choice("Which commitment", owed, radios=True)


class DocumentForm(_AboutAgreement):
    title = fields.text("Title", most=500)
    file = forms.FileField(
        label="The document",
        help_text="A PDF of at most 25 MB. Its bytes are kept and checked whenever it is shown.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )
    sha256 = fields.text(
        "Its SHA-256",
        hint="If the sender named it: 64 signs. A file with another is refused.",
        required=False,
        most=64,
    )
    published_on = DayField(label="When was it published (optional)", required=False)
    url = fields.address("Where else is it published")


class VersionForm(_AboutAgreement):
    since = DayField(label="From when is it the wording")
    clauses = fields.text("Its clauses, word for word", hint=HINT, most=_CLAUSES, rows=16)
    source = fields.source()

    def prepare(self) -> None:
        self.initial.setdefault("clauses", write_clauses(self.agreement.clauses))

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        data["clauses"] = _clauses(data)
        return data


class ReviewForm(_AboutAgreement):
    on = DayField(label="When is it to be reviewed (optional)", required=False)

    def prepare(self) -> None:
        self.initial.setdefault("on", str(self.agreement.review_on or ""))


class RelationForm(_AboutAgreement):
    kind = fields.words_of(RelationKind, "What it is to the other", radios=True)
    to = forms.ChoiceField()
    to_text = fields.text(
        "Or others, in words", required=False, most=2000, rows=2, hint="When they have no page here"
    )
    source = fields.source()

    def prepare(self) -> None:
        self.fields["to"] = fields.choice("Which agreement", self.others, required=False)


class WithdrawalForm(_AboutAgreement):
    bond = forms.ChoiceField()
    on = DayField(label="From when", help_text="The first day on which it no longer stood.")
    reason = fields.text("Why", required=False, most=1000)

    def prepare(self) -> None:
        found = [(s.id, f"The signature of {s.name}", s.period) for s in self.agreement.signatures]
        found += [(s.id, f"The support of {s.name}", s.period) for s in self.agreement.support]
        choices = [(key, words) for key, words, period in found if period.until is None]
        self.fields["bond"] = fields.choice("What is withdrawn", choices, radios=True)


class StrikeForm(_AboutAgreement):
    bond = forms.ChoiceField()
    reason = fields.text("Why was it a mistake", most=1000)

    def prepare(self) -> None:
        choices = [
            (s.id, f"The signature of {s.name}{signed_words(s.period)}")
            for s in self.agreement.signatures
        ]
        choices += [(s.id, f"The support of {s.name}") for s in self.agreement.support]
        self.fields["bond"] = fields.choice("What was recorded by mistake", choices, radios=True)


class PlaceForm(_AboutAgreement):
    thing = forms.ChoiceField()
    function = fields.text("Which piece of work", hint="For example: health protection")

    def prepare(self) -> None:
        found = [(s.id, f"The signature of {s.name}") for s in self.agreement.signatures]
        found += [(s.id, f"The support of {s.name}") for s in self.agreement.support]
        found += [(c.id, f"{c.holding.party.name} as convenor") for c in self.agreement.convenors]
        found += [
            (c.id, f"{c.holding.party.name}: {c.text[:80]}") for c in self.agreement.commitments
        ]
        self.fields["thing"] = fields.choice("What", found, radios=True)
