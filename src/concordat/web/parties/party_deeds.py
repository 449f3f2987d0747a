"""Pages that add a party or say something of one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.evidence import queries as evidence
from concordat.parties import actions, queries
from concordat.parties.words import (
    Actor,
    Certainty,
    PartyKind,
    PartyLine,
    PartyView,
    Role,
    TieKind,
)
from concordat.web.deeds import Data, Deed, carry_out, require
from concordat.web.parties import party_forms as forms

Done = tuple[str, str]  # what to say, and where to go


def party_lines() -> list[PartyLine]:
    """Return every party to choose from, as known today."""
    return queries.party_list(on=timezone.localdate())


@never_cache
@require_http_methods(["GET", "POST"])
def add_party(request: HttpRequest) -> HttpResponse:
    """Add a party."""
    require(request, Role.SECRETARIAT, Role.ADMINISTRATOR)
    deed = Deed(
        title="Add a party",
        button="Add the party",
        lead="A body that can sign an agreement, publish evidence or run a service. It is "
        "recorded once; when it changes, say what changed and when.",
        act=_add_party,
        trail=({"text": "Parties", "href": reverse("parties")},),
        room="parties",
    )
    return carry_out(request, deed, forms.PartyForm(request.POST or None, parties=party_lines()))


def _add_party(by: Actor, data: Data) -> Done:
    actions.found_party(
        by=by,
        slug=data["slug"],
        name=data["name"],
        kind=PartyKind(data["kind"]),
        since=data["since"],
        short=data["short"],
        about=data["about"],
        website=data["website"],
        source=data["source"],
        part_of=data["part_of"],
    )
    return f"{data['name']} was added.", reverse("party", args=[data["slug"]])


@dataclass(frozen=True, slots=True)
class _Saying:
    """One thing that can be said of a party. `title` goes before its name."""

    title: str
    button: str
    form: type[forms._AboutParty]
    say: Callable[[Actor, PartyView, Data], str]
    lead: str = ""
    roles: tuple[Role, ...] = (Role.SECRETARIAT, Role.ADMINISTRATOR)
    listed: bool = True  # among what may be changed; else its link stands with the thing
    of_service: bool | None = None  # of knowledge services alone; False: never of them

    def fits(self, party: PartyView) -> bool:
        return self.of_service in (None, _is_service(party))


def _describe(by: Actor, party: PartyView, data: Data) -> str:
    actions.describe_party(
        by=by,
        party=party.slug,
        about=data["about"],
        website=data["website"],
        edition=data["edition"],
    )
    return "The description was changed."


def _name(by: Actor, party: PartyView, data: Data) -> str:
    if data["way"] == forms.RENAMED:
        actions.rename_party(
            by=by,
            party=party.slug,
            name=data["name"],
            on=data["since"],
            short=data["short"],
            source=data["source"],
        )
        return f"From then on its name is {data['name']}."
    actions.name_party(
        by=by,
        party=party.slug,
        name=data["name"],
        kind=data["kind"] or "operating name",
        short=data["short"],
        since=data["since"],
        until=data["until"],
        source=data["source"],
    )
    return f"The name {data['name']} was added."


def _give_role(by: Actor, party: PartyView, data: Data) -> str:
    actions.give_party_role(
        by=by,
        party=party.slug,
        role=data["role"],
        since=data["since"],
        until=data["until"],
        source=data["source"],
    )
    return f"The role {data['role']} was added."


def _identify(by: Actor, party: PartyView, data: Data) -> str:
    actions.identify_party(
        by=by,
        party=party.slug,
        scheme=data["scheme"],
        value=data["value"],
        since=data["since"],
        until=data["until"],
        source=data["source"],
    )
    return "The identifier was added."


def _tie(by: Actor, party: PartyView, data: Data) -> str:
    actions.tie(
        by=by,
        party=party.slug,
        to=data["to"],
        kind=TieKind(data["kind"]),
        since=data["since"],
        source=data["source"],
    )
    return "What it belongs to was added."


def _publish(by: Actor, party: PartyView, data: Data) -> str:
    words = ("what", "where", "licence", "licence_url", "feed", "taken_as", "source")
    actions.list_publishing(
        by=by,
        party=party.slug,
        since=data["since"],
        review_on=data["review_on"],
        **{name: data[name] for name in words},
    )
    return "What it publishes was added."


def _change_entry(by: Actor, party: PartyView, data: Data) -> str:
    words = ("entry", "where", "licence", "licence_url", "feed", "taken_as", "review_on", "edition")
    actions.change_publishing(by=by, party=party.slug, **{name: data[name] for name in words})
    return "The entry was changed."


def _end(by: Actor, party: PartyView, data: Data) -> str:
    actions.end_fact(
        by=by, party=party.slug, fact=data["fact"], on=data["on"], edition=data["edition"]
    )
    return "The end was recorded. Before that day everything stays as it was."


def _found_service(by: Actor, party: PartyView, data: Data) -> str:
    actions.found_service(
        by=by,
        party=party.slug,
        slug=slugify(data["name"])[:100],
        name=data["name"],
        since=data["since"],
        about=data["about"],
        website=data["website"],
    )
    return f"{data['name']} was added as part of {party.name}."


def _move_service(by: Actor, party: PartyView, data: Data) -> str:
    actions.move_service(
        by=by, service=party.slug, to=data["to"], on=data["on"], edition=data["edition"]
    )
    return f"{party.name} becomes part of the other party on that day."


def _close_service(by: Actor, party: PartyView, data: Data) -> str:
    actions.close_service(
        by=by, service=party.slug, on=data["on"], reason=data["reason"], edition=data["edition"]
    )
    return "The closing was recorded. Before that day everything stays as it was."


def _join(by: Actor, party: PartyView, data: Data) -> str:
    actions.join(by=by, party=party.slug, since=data["since"])
    return f"{party.name} has joined: it sees what parties share."


#: What can be said of a party, by the end of the page's address, in the order of the links.
SAYINGS = {
    "description": _Saying("Describe", "Save", forms.DescriptionForm, _describe),
    "name": _Saying(
        "Change or add a name of",
        "Add the name",
        forms.NameForm,
        _name,
        "Names have dates. On pages as at an earlier day the earlier name stays. A name that "
        "takes the other's place is an event: of a party the secretariat records it, of a "
        "knowledge service its party's administrators too.",
    ),
    "role": _Saying("Add a role of", "Add the role", forms.RoleForm, _give_role),
    "identifier": _Saying(
        "Add an identifier of",
        "Add the identifier",
        forms.IdentifierForm,
        _identify,
        "The name of the party in somebody's list. A code is not a legal person: several may "
        "be right.",
    ),
    "tie": _Saying(
        "Say what it belongs to:",
        "Add",
        forms.TieForm,
        _tie,
        roles=(Role.SECRETARIAT,),
    ),
    "publishing": _Saying("Add what is published by", "Add", forms.PublishingForm, _publish),
    "entry": _Saying(
        "Change an entry of what is published by",
        "Save",
        forms.EntryForm,
        _change_entry,
        "What it is stays. When that changes, end the entry and add another.",
        listed=False,
    ),
    "service": _Saying(
        "Add a knowledge service of",
        "Add the service",
        forms.ServiceForm,
        _found_service,
        of_service=False,
    ),
    "move": _Saying(
        "Move to another party:",
        "Record the move",
        forms.MoveForm,
        _move_service,
        "What its people keep within the service stays theirs. What your party owns stays with "
        "your party. From that day the other party’s administrators answer for the service.",
        of_service=True,
    ),
    "closing": _Saying(
        "Close",
        "Record the closing",
        forms.CloseForm,
        _close_service,
        "Nobody takes over what it held. When somebody does, ask the secretariat to record a "
        "succession. People keep their posts until they leave or you end them.",
        of_service=True,
    ),
    "membership": _Saying(
        "Record that it joined:",
        "Record that it has joined",
        forms.JoinForm,
        _join,
        "A party that has joined sees what parties share with each other.",
        roles=(Role.SECRETARIAT,),
    ),
    "end": _Saying(
        "End something of",
        "Record the end",
        forms.EndForm,
        _end,
        "The party itself ends by a succession: that says who takes over.",
    ),
}


@never_cache
@require_http_methods(["GET", "POST"])
def say(request: HttpRequest, slug: str, saying: str) -> HttpResponse:
    """Say one thing of a party."""
    party, chosen = queries.party(slug, on=timezone.localdate()), SAYINGS.get(saying)
    if party is None or chosen is None or not chosen.fits(party):
        raise Http404
    actor = require(request, *chosen.roles, party=_over(party))
    place = reverse("party", args=[party.slug])
    deed = Deed(
        title=f"{chosen.title} {party.name}",
        button=chosen.button,
        lead=chosen.lead,
        act=lambda by, data: (chosen.say(by, party, data), place),
        trail=(
            {"text": "Parties", "href": reverse("parties")},
            {"text": party.name, "href": place},
        ),
        room="parties",
        edition=lambda: _edition(slug),
    )
    lines = party_lines() if chosen.form.needs_parties else ()
    form = chosen.form(request.POST or None, party=party, parties=lines)
    keeps_record = queries.may_act(actor, Role.SECRETARIAT)
    if isinstance(form, forms.NameForm) and not (keeps_record or _is_service(party)):
        form.only_beside()
    if isinstance(form, forms.EntryForm) and not form.fill(_entry(request)):
        raise Http404
    if isinstance(form, forms.PublishingForm | forms.EntryForm):
        form.offer([(source.source, source.name) for source in evidence.freshness()])
    return carry_out(request, deed, form)


def _entry(request: HttpRequest) -> str:
    """Return the public id of the entry that a form is about."""
    return request.POST.get("entry") or request.GET.get("entry", "")


def _is_service(party: PartyView) -> bool:
    return party.kind is PartyKind.KNOWLEDGE_SERVICE


def _over(party: PartyView) -> str:
    """Return whose administrators may speak for the party: of a service, those of its party."""
    if _is_service(party):
        for tie in party.ties:
            there = tie.period.covers(party.on) is Certainty.YES
            if tie.kind is TieKind.PART_OF and there:
                return tie.party.id
    return party.id


def may_say(by: Actor, party: PartyView) -> list[tuple[str, str]]:
    """Return the links (address, words) of what `by` may say of the party."""
    over = _over(party)
    return [
        (reverse("say_of_party", args=[party.slug, name]), f"{saying.title} {party.name}")
        for name, saying in SAYINGS.items()
        if saying.listed and saying.fits(party) and queries.may_act(by, *saying.roles, party=over)
    ]


def may_change_entries(by: Actor, party: PartyView) -> bool:
    """Return whether `by` may change what is said of the party's publications."""
    return queries.may_act(by, *SAYINGS["entry"].roles, party=_over(party))


def _edition(slug: str) -> int:
    found = queries.party(slug)
    return found.edition if found else 0
