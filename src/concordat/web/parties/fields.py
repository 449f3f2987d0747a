"""Fields that several forms of parties and agreements have."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from django import forms
from django.utils.timezone import localdate

from concordat.parties.words import Certainty, PartyLine
from concordat.web.evidence.standing import sentence

_LONG = 2000


def text(
    label: str, *, hint: str = "", required: bool = True, most: int = 300, rows: int = 0
) -> forms.CharField:
    """Return a field of words; `rows` makes it a box of several lines."""
    return forms.CharField(
        label=label if required else f"{label} (optional)",
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={
            "required": f"Fill in “{label}”",
            "max_length": f"“{label}”: use at most %(limit_value)d signs",
        },
    )


def address(label: str, *, hint: str = "") -> forms.CharField:
    """Return a field for an address on the web; whether it is one, the room says."""
    return text(label, hint=hint or "Begins with https://", required=False, most=_LONG)


def source() -> forms.CharField:
    hint = "The web address or the document that says so. Leave out what nobody published."
    return text("Source", hint=hint, required=False, most=_LONG)


def words_of(
    kind: type[StrEnum], label: str, *, hint: str = "", radios: bool = False
) -> forms.ChoiceField:
    """Return the choice of one word of an enum."""
    choices = [(member.value, sentence(member.value)) for member in kind]
    return choice(label, choices, hint=hint, radios=radios)


def choice(
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    hint: str = "",
    required: bool = True,
    radios: bool = False,
) -> forms.ChoiceField:
    offered = list(choices)
    if not radios:
        offered = [("", "Choose one" if required else "Nothing chosen"), *offered]
    return forms.ChoiceField(
        label=label if required else f"{label} (optional)",
        choices=offered,
        help_text=hint,
        required=required,
        widget=forms.RadioSelect() if radios else forms.Select(),
        error_messages={
            "required": f"Choose an answer for “{label}”",
            "invalid_choice": f"Choose one of the answers for “{label}”",
        },
    )


def party(
    label: str, parties: Sequence[PartyLine], *, hint: str = "", required: bool = True
) -> forms.ChoiceField:
    """Return the choice of one party; those that are gone say so."""
    return choice(label, party_choices(parties), hint=hint, required=required)


def party_choices(parties: Sequence[PartyLine]) -> list[tuple[str, str]]:
    return [(each.slug, _shown(each)) for each in parties]


def _shown(line: PartyLine) -> str:
    short = f" ({line.short})" if line.short and line.short != line.name else ""
    if line.exists is not Certainty.NO:
        return f"{line.name}{short}"
    begun = line.period.since.by(localdate()) if line.period.since else Certainty.YES
    return f"{line.name}{short} – {'not yet' if begun is Certainty.NO else 'no longer'} there"
