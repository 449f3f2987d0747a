"""Forms that add a party or say something of one."""

from collections.abc import Sequence

from django import forms
from django.utils.text import slugify

from concordat.parties.words import PartyKind, PartyLine, PartyView, TieKind
from concordat.web.days import DayField
from concordat.web.deeds import DeedForm
from concordat.web.parties import fields

_BEGAN = "From when"
_OPEN_END = "Until when (optional)"
_END_HINT = "The first day on which it was no longer so. Leave empty if it goes on."


class PartyForm(DeedForm):
    """A new party. Its address is made from its name unless one is given."""

    name = fields.text("Name", hint="As the body writes it")
    short = fields.text("Short name", required=False, most=80)
    kind = fields.words_of(PartyKind, "What it is")
    since = DayField(label="When did it begin")
    about = fields.text("About it in one sentence", required=False, most=1000, rows=2)
    website = fields.address("Website")
    part_of = forms.ChoiceField()
    slug = fields.text(
        "The end of its web address",
        hint="The end of its address, for ever: small letters, figures and hyphens. "
        "Left empty, it is made from the name.",
        required=False,
        most=100,
    )
    source = fields.source()

    def __init__(self, *args: object, parties: Sequence[PartyLine], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["part_of"] = fields.party("What it is part of", parties, required=False)

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("slug"):
            data["slug"] = slugify(str(data.get("short") or data.get("name") or ""))[:100]
        return data


class _AboutParty(DeedForm):
    """A form about one party, which may need others to choose from."""

    needs_parties = False

    def __init__(
        self,
        *args: object,
        party: PartyView,
        parties: Sequence[PartyLine] = (),
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.party = party
        self.parties = [each for each in parties if each.slug != party.slug]
        self.initial.setdefault("edition", party.edition)
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the party."""


class DescriptionForm(_AboutParty):
    about = fields.text("About it in one sentence", required=False, most=1000, rows=3)
    website = fields.address("Website")

    def prepare(self) -> None:
        self.initial.update(about=self.party.about, website=self.party.website)


RENAMED, BESIDE = "renamed", "beside"


class NameForm(_AboutParty):
    way = fields.choice(
        "What sort of name is it",
        [
            (RENAMED, "It takes the place of the present name"),
            (BESIDE, "It is used beside the present name, such as a Welsh or operating name"),
        ],
        radios=True,
    )
    name = fields.text("Name")
    short = fields.text("Short name", required=False, most=80)
    kind = fields.text(
        "What a name used beside is called",
        hint="For example operating name, or Welsh name",
        required=False,
        most=40,
    )
    since = DayField(label=_BEGAN)
    until = DayField(label=_OPEN_END, required=False, help_text=_END_HINT)
    source = fields.source()

    def only_beside(self) -> None:
        """Offer no name that takes the other's place: that is an event for the secretariat."""
        self.fields["way"] = fields.choice(
            "What sort of name is it", [(BESIDE, "It is used beside the present name")], radios=True
        )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("way") == RENAMED and data.get("until"):
            self.add_error("until", "A name that takes the other's place ends by the next rename")
        return data


class RoleForm(_AboutParty):
    role = fields.text("Role", hint="What it is for others, for example research funder")
    since = DayField(label=_BEGAN)
    until = DayField(label=_OPEN_END, required=False, help_text=_END_HINT)
    source = fields.source()


class IdentifierForm(_AboutParty):
    scheme = fields.text("Whose list", hint="For example ods, ror, wikidata", most=40)
    value = fields.text("Its name in that list", hint="For example T73", most=200)
    since = DayField(label=_BEGAN)
    until = DayField(label=_OPEN_END, required=False, help_text=_END_HINT)
    source = fields.source()


class TieForm(_AboutParty):
    needs_parties = True
    kind = fields.words_of(TieKind, "How it belongs")
    to = forms.ChoiceField()
    since = DayField(label=_BEGAN)
    source = fields.source()

    def prepare(self) -> None:
        self.fields["to"] = fields.party("To which party", self.parties)


class PublishingForm(_AboutParty):
    what = fields.text("What does it publish", hint="For example: guidelines", most=2000)
    where = fields.address("Where")
    licence = fields.text("Under which licence", required=False)
    licence_url = fields.address("Where the licence stands")
    feed = fields.address("Address for harvesting, if there is one")
    taken_as = forms.ChoiceField()
    since = DayField(label="Since when (optional)", required=False)
    review_on = DayField(
        label="When should somebody look at this entry again (optional)", required=False
    )
    source = fields.source()
    needs_sources = True

    def offer(self, sources: Sequence[tuple[str, str]]) -> None:
        """Let one of these evidence sources (slug, name) be chosen as what takes it in."""
        self.fields["taken_as"] = taken_as(sources)


def taken_as(sources: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return fields.choice(
        "Taken in here as",
        sources,
        required=False,
        hint="The source under which its records come in. It tells what we hold of it.",
    )


class EntryForm(_AboutParty):
    """One thing that is published, to say anew."""

    entry = forms.CharField(widget=forms.HiddenInput, max_length=13)
    where = fields.address("Where")
    licence = fields.text("Under which licence", required=False)
    licence_url = fields.address("Where the licence stands")
    feed = fields.address("Address for harvesting, if there is one")
    taken_as = forms.ChoiceField()
    review_on = DayField(
        label="When should somebody look at this entry again (optional)", required=False
    )

    def offer(self, sources: Sequence[tuple[str, str]]) -> None:
        self.fields["taken_as"] = taken_as(sources)

    def fill(self, entry: str) -> bool:
        """Fill in what is known of an entry (public id); False: the party has no such entry."""
        found = next((each for each in self.party.publishes if each.id == entry), None)
        if found is None:
            return False
        self.initial.update(
            entry=found.id,
            where=found.where,
            licence=found.licence,
            licence_url=found.licence_url,
            feed=found.feed,
            taken_as=found.taken_as,
            review_on=str(found.review_on) if found.review_on else "",
        )
        return True


class EndForm(_AboutParty):
    fact = forms.ChoiceField()
    on = DayField(label="When did it end", help_text=_END_HINT.split(" Leave")[0])

    def prepare(self) -> None:
        self.fields["fact"] = fields.choice("What ended", open_facts(self.party), radios=True)


def open_facts(party: PartyView) -> list[tuple[str, str]]:
    """Return what may be ended, as (public id, words)."""
    found = [(n.id, f"The name {n.name}", n.period) for n in party.names if n.kind != "name"]
    found += [(r.id, f"The role {r.role}", r.period) for r in party.roles]
    found += [(i.id, f"{i.scheme.upper()} {i.value}", i.period) for i in party.identifiers]
    found += [(t.id, f"{t.kind.value} {t.party.name}", t.period) for t in party.ties]
    found += [(p.id, f"Publishes: {p.what}", p.period) for p in party.publishes]
    return [(key, words) for key, words, period in found if key and period.until is None]


class ServiceForm(_AboutParty):
    name = fields.text("Name of the knowledge service")
    since = DayField(label="When did it begin")
    about = fields.text("About it in one sentence", required=False, most=1000, rows=2)
    website = fields.address("Website")


class MoveForm(_AboutParty):
    needs_parties = True
    to = forms.ChoiceField()
    on = DayField(label="From when", help_text="The first day on which it is part of that party.")

    def prepare(self) -> None:
        parties = [p for p in self.parties if p.kind is not PartyKind.KNOWLEDGE_SERVICE]
        self.fields["to"] = fields.party("Which party does it become part of", parties)


class CloseForm(_AboutParty):
    on = DayField(label="When does it close", help_text="The first day on which it is not there.")
    reason = fields.text("Why", most=300)


class JoinForm(_AboutParty):
    since = DayField(label="When did it join")
