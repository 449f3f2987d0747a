"""Pages that record an agreement or something about one, and the documents handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.parties import actions, queries
from concordat.parties.words import (
    Actor,
    AgreementKind,
    AgreementView,
    RelationKind,
    Role,
    Visibility,
)
from concordat.web.deeds import Data, Deed, carry_out, require
from concordat.web.parties import agreement_forms as forms
from concordat.web.parties.party_deeds import party_lines
from concordat.web.readers import actor_of

Done = tuple[str, str]


@never_cache
@require_http_methods(["GET", "POST"])
def record_agreement(request: HttpRequest) -> HttpResponse:
    """Record an agreement with its clauses."""
    require(request, Role.SECRETARIAT, Role.ADMINISTRATOR)
    deed = Deed(
        title="Record an agreement",
        button="Record the agreement",
        lead="Signatures, support, documents and commitments are added on its page afterwards.",
        act=_record,
        trail=({"text": "Agreements", "href": reverse("agreements")},),
        room="agreements",
    )
    form = forms.AgreementForm(request.POST or None, parties=party_lines())
    return carry_out(request, deed, form)


def _record(by: Actor, data: Data) -> Done:
    actions.record_agreement(
        by=by,
        slug=data["slug"],
        kind=AgreementKind(data["kind"]),
        title=data["title"],
        clauses=data["clauses"],
        short=data["short"],
        about=data["about"],
        signed_on=data["signed_on"],
        since=data["since"],
        review_on=data["review_on"],
        owner=data["owner"],
        visibility=Visibility(data["visibility"]),
        source=data["source"],
    )
    return "The agreement was recorded.", reverse("agreement", args=[data["slug"]])


@dataclass(frozen=True, slots=True)
class _Record:
    """One thing that can be recorded about an agreement."""

    title: str
    button: str
    form: type[forms._AboutAgreement]
    record: Callable[[Actor, AgreementView, Data], str]
    lead: str = ""
    roles: tuple[Role, ...] = (Role.SECRETARIAT, Role.ADMINISTRATOR)
    by_any_party: bool = False  # a party may do it for itself; the action says whether it did


def _sign(by: Actor, agreement: AgreementView, data: Data) -> str:
    parties = [slug for slug in (data["party"], data["second"]) if slug]
    day = data["on"] or agreement.signed_on
    first = queries.party(parties[0], on=day.latest or timezone.localdate())
    actions.sign(
        by=by,
        agreement=agreement.slug,
        name=data["name"] or (first.name if first else parties[0]),
        parties=parties,
        on=data["on"],
        function=data["function"],
        officer=data["officer"],
        officer_role=data["officer_role"],
        source=data["source"],
    )
    return "The signature was recorded."


def _support(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.support(
        by=by,
        agreement=agreement.slug,
        party=data["party"],
        on=data["on"],
        name=data["name"],
        source=data["source"],
    )
    return "The support was recorded. It is not counted as a signature."


def _convene(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.convene(
        by=by,
        agreement=agreement.slug,
        party=data["party"],
        on=data["on"],
        source=data["source"],
        edition=data["edition"],
    )
    return "The convenor was recorded. Who convened until then ceases that day."


def _commit(by: Actor, agreement: AgreementView, data: Data) -> str:
    words = ("party", "clause", "text", "indicator", "target", "since", "until", "source")
    actions.commit(
        by=by,
        agreement=agreement.slug,
        visibility=Visibility(data["visibility"]),
        **{name: data[name] for name in words},
    )
    return "The commitment was recorded."


def _deliver(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.deliver(
        by=by,
        agreement=agreement.slug,
        commitment=data["commitment"],
        text=data["text"],
        on=data["on"],
        url=data["url"],
        today=timezone.localdate(),
    )
    return "The evidence was recorded."


def _keep_document(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.keep_document(
        by=by,
        agreement=agreement.slug,
        title=data["title"],
        chunks=data["file"].chunks(),
        sha256=data["sha256"],
        published_on=data["published_on"],
        url=data["url"],
    )
    return "The document is kept, and its hash with it."


def _add_version(by: Actor, agreement: AgreementView, data: Data) -> str:
    number = actions.add_version(
        by=by,
        agreement=agreement.slug,
        since=data["since"],
        clauses=data["clauses"],
        source=data["source"],
        edition=data["edition"],
    )
    return f"Version {number} was recorded. Whoever signs it signs anew."


def _set_review(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.set_review(by=by, agreement=agreement.slug, on=data["on"], edition=data["edition"])
    return "The day of review was set."


def _relate(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.relate(
        by=by,
        agreement=agreement.slug,
        kind=RelationKind(data["kind"]),
        to=data["to"],
        to_text=data["to_text"],
        source=data["source"],
    )
    return "The tie between the agreements was recorded."


def _withdraw(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.withdraw(
        by=by,
        agreement=agreement.slug,
        bond=data["bond"],
        on=data["on"],
        reason=data["reason"],
        today=timezone.localdate(),
        edition=data["edition"],
    )
    return "The withdrawal was recorded. Before that day it stood."


def _strike(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.strike(
        by=by,
        agreement=agreement.slug,
        bond=data["bond"],
        reason=data["reason"],
        edition=data["edition"],
    )
    return "It is recorded that this was a mistake. It counts on no day."


def _place(by: Actor, agreement: AgreementView, data: Data) -> str:
    actions.place(
        by=by,
        agreement=agreement.slug,
        thing=data["thing"],
        function=data["function"],
        edition=data["edition"],
    )
    return "It is recorded to which piece of work that belongs."


_FOR_ITSELF = (Role.SECRETARIAT, Role.ADMINISTRATOR, Role.DELEGATE)
#: What can be recorded about an agreement, by the end of the page's address.
RECORDS = {
    "signature": _Record(
        "Record a signature",
        "Record the signature",
        forms.SignatureForm,
        _sign,
        roles=_FOR_ITSELF,
        by_any_party=True,
    ),
    "support": _Record(
        "Record support",
        "Record the support",
        forms.SupportForm,
        _support,
        "Support stands behind an agreement without signing it. It is never counted as a "
        "signature.",
        roles=_FOR_ITSELF,
        by_any_party=True,
    ),
    "withdrawal": _Record(
        "Withdraw a signature or support",
        "Record the withdrawal",
        forms.WithdrawalForm,
        _withdraw,
        "It stays on the record, and stood until that day.",
        roles=_FOR_ITSELF,
        by_any_party=True,
    ),
    "mistake": _Record(
        "Recorded by mistake",
        "Record the mistake",
        forms.StrikeForm,
        _strike,
        "For a signature or support that never was given. It then counts on no day and is shown "
        "no more; the audit keeps what was recorded, and why it was wrong. What was given and "
        "then ended is withdrawn instead.",
        roles=(Role.SECRETARIAT,),
    ),
    "convenor": _Record(
        "Hand the convening over",
        "Record the convenor",
        forms.ConvenorForm,
        _convene,
        "Convening is a dated role. It gives no rights over other parties.",
        roles=(Role.SECRETARIAT,),
    ),
    "commitment": _Record(
        "Record a commitment",
        "Record the commitment",
        forms.CommitmentForm,
        _commit,
        roles=_FOR_ITSELF,
        by_any_party=True,
    ),
    "evidence": _Record(
        "Record that a commitment was kept",
        "Record the evidence",
        forms.EvidenceForm,
        _deliver,
        roles=_FOR_ITSELF,
        by_any_party=True,
    ),
    "document": _Record("Add a document", "Keep the document", forms.DocumentForm, _keep_document),
    "version": _Record(
        "Record a new wording",
        "Record the wording",
        forms.VersionForm,
        _add_version,
        "The present wording stays readable as at its own time.",
    ),
    "review": _Record("Set the day of review", "Save", forms.ReviewForm, _set_review),
    "relation": _Record("Say what it is to another", "Record", forms.RelationForm, _relate),
    "work": _Record(
        "Say to which piece of work a thing belongs",
        "Save",
        forms.PlaceForm,
        _place,
        "When a party is split by functions, this decides who holds the thing afterwards.",
    ),
}


@never_cache
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Record one thing about an agreement."""
    by, today = actor_of(request), timezone.localdate()
    agreement, chosen = queries.agreement(slug, on=today, by=by), RECORDS.get(what)
    if agreement is None or chosen is None:
        raise Http404
    require(request, *chosen.roles, party=_over(agreement, chosen))
    place = reverse("agreement", args=[agreement.slug])
    deed = Deed(
        title=chosen.title,
        button=chosen.button,
        lead=chosen.lead,
        act=lambda by, data: (chosen.record(by, agreement, data), place),
        trail=(
            {"text": "Agreements", "href": reverse("agreements")},
            {"text": agreement.short or agreement.title, "href": place},
        ),
        room="agreements",
        edition=lambda: _edition(slug, by),
    )
    form = chosen.form(
        request.POST or None,
        request.FILES or None,
        agreement=agreement,
        parties=party_lines() if chosen.form.needs_parties else (),
        others=_others(agreement, by) if chosen.form is forms.RelationForm else (),
    )
    return carry_out(request, deed, form)


def _over(agreement: AgreementView, chosen: _Record) -> str:
    """Return whose administrators may do it; nobody's when the agreement has no owner."""
    if chosen.by_any_party:
        return ""
    return agreement.owner.id if agreement.owner else "nobody"


def _others(agreement: AgreementView, by: Actor) -> list[tuple[str, str]]:
    found = queries.agreements(on=timezone.localdate(), by=by)
    return [(each.slug, each.title) for each in found if each.slug != agreement.slug]


def _edition(slug: str, by: Actor) -> int:
    found = queries.agreement(slug, by=by)
    return found.edition if found else 0


def may_record(by: Actor, agreement: AgreementView) -> list[tuple[str, str]]:
    """Return the links (address, words) of what `by` may record about the agreement."""
    return [
        (reverse("record_of_agreement", args=[agreement.slug, name]), each.title)
        for name, each in RECORDS.items()
        if queries.may_act(by, *each.roles, party=_over(agreement, each))
        and (name != "evidence" or agreement.commitments)
    ]


def document(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Give out a document that was handed in, if its bytes are still those recorded."""
    found = queries.document(slug, key, by=actor_of(request))
    if found is None:
        raise Http404
    data = queries.document_bytes(found)
    if data is None:
        raise Http404  # the agreement's page says that the copy is missing or altered
    kind = found.media_type or "application/octet-stream"
    return HttpResponse(data, content_type=kind, headers=_headers(found.sha256, key, kind))


def _headers(digest: str, key: str, kind: str) -> dict[str, str]:
    ending = ".pdf" if kind == "application/pdf" else ""
    return {
        "ETag": f'"{digest}"',
        "Content-Disposition": f'attachment; filename="{key}{ending}"',
        "Content-Security-Policy": "sandbox",  # somebody else made it: it may run nothing
    }
