"""Forms by which people come into a party."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from concordat.parties.words import PartyRef, Role

#: Each role in the words of somebody who must choose one.
ROLES = {
    Role.READER: "Reader: sees what the party keeps to itself",
    Role.KNOWLEDGE_SPECIALIST: "Knowledge specialist: searches for others, curates evidence",
    Role.E_RESOURCES_LIBRARIAN: "E-resources librarian: holdings, access, usage",
    Role.SERVICE_MANAGER: "Service manager: runs a knowledge service",
    Role.DELEGATE: "Delegate: records the party’s positions, within a mandate",
    Role.SECRETARIAT: "Secretariat: keeps the record of agreements and meetings",
    Role.PUBLISHER: "Publisher: publishes guidance and packs, handles retractions",
    Role.PROCUREMENT_LEAD: "Procurement lead: offers, prices, contracts",
    Role.ADMINISTRATOR: "Administrator: invites people and gives roles",
}
_EMAIL_ERRORS = {
    "required": "Enter an email address",
    "invalid": "Enter an email address like name@example.org",
}


def role_field(*, secretariat: bool) -> forms.MultipleChoiceField:
    """Return the choice of roles; only the secretariat may give its own role."""
    offered = [role for role in ROLES if secretariat or role is not Role.SECRETARIAT]
    return forms.MultipleChoiceField(
        label="Roles",
        choices=[(role.value, ROLES[role]) for role in offered],
        initial=[Role.READER.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role"},
    )


def party_field(parties: Iterable[PartyRef], label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(party.slug, party.name) for party in parties],
        error_messages={"required": "Choose a party", "invalid_choice": "Choose one of these"},
    )


class InviteForm(forms.Form):
    """Whom to invite, where to, as what."""

    party = forms.ChoiceField()
    email = forms.EmailField(
        label="Email address",
        help_text="The invitation is sent there",
        max_length=254,
        error_messages=_EMAIL_ERRORS,
    )
    name = forms.CharField(label="Name (optional)", max_length=300, required=False)
    post = forms.CharField(
        label="Post (optional)", help_text="For example: librarian", max_length=300, required=False
    )

    def __init__(
        self, data: QueryDict | None, *, parties: Iterable[PartyRef], secretariat: bool
    ) -> None:
        super().__init__(data)
        self.fields["party"] = party_field(parties, "Party or service")
        self.fields["roles"] = role_field(secretariat=secretariat)


class JoinForm(forms.Form):
    """Who joins: their name and a password of their own."""

    name = forms.CharField(
        label="Your name", max_length=300, error_messages={"required": "Enter your name"}
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )


class AskForm(forms.Form):
    """Which party somebody wants to join, and why. The first two for those not signed in."""

    name = forms.CharField(
        label="Your name", max_length=300, error_messages={"required": "Enter your name"}
    )
    email = forms.EmailField(
        label="Your email address",
        help_text="Use the one of your organisation: it helps them to know you",
        max_length=254,
        error_messages=_EMAIL_ERRORS,
    )
    party = forms.ChoiceField()
    reason = forms.CharField(
        label="Why do you need access?",
        help_text="Say what you do there. Do not write anything about a patient.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you need access"},
    )

    def __init__(self, data: QueryDict | None, *, parties: Iterable[PartyRef], known: bool) -> None:
        super().__init__(data)
        self.fields["party"] = party_field(parties, "Party or service")
        if known:
            del self.fields["name"], self.fields["email"]


class AnswerForm(forms.Form):
    """The answer to a request for access."""

    granted = forms.ChoiceField(
        label="Do you let them in?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    post = forms.CharField(label="Their post (optional)", max_length=300, required=False)
    answer = forms.CharField(
        label="A word to them (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, secretariat: bool, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["roles"] = role_field(secretariat=secretariat)
        self.fields["roles"].required = False
        self.order_fields(["granted", "roles", "post", "answer", "version"])


class RoleForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label="Give a role", error_messages={"required": "Choose a role"})

    def __init__(self, *, secretariat: bool) -> None:
        super().__init__()
        offered = [role for role in ROLES if secretariat or role is not Role.SECRETARIAT]
        choice = forms.ChoiceField(
            label="Give a role", choices=[(role.value, ROLES[role]) for role in offered]
        )
        self.fields["role"] = choice


class MandateForm(forms.Form):
    """Leave to speak for the party."""

    scope = forms.CharField(
        label="On what?", help_text="Left empty: on everything", max_length=300, required=False
    )
    given_by = forms.CharField(
        label="Who gave it?",
        help_text="The officer or body, as written",
        max_length=300,
        error_messages={"required": "Say who gave the mandate"},
    )
