"""Taking a record off a work that it was wrongly joined to."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role
from concordat.web.deeds import Data, Deed, DeedForm, carry_out, require
from concordat.web.pages import posted


class PartForm(DeedForm):
    """Why a record is of another work."""

    reason = forms.CharField(
        label="Why is it a record of another work?",
        help_text="It stays in the record of what was done",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the record is of another work"},
    )


@login_required
@never_cache
def part(request: HttpRequest, work_id: str, record_id: str) -> HttpResponse:
    """Give a source record a work of its own."""
    actor = require(request, Role.PUBLISHER, Role.KNOWLEDGE_SPECIALIST)
    work = evidence.work(work_id, by=actor)
    records = evidence.source_records(work_id, by=actor)
    record = next((each for each in records if each.id == record_id), None)
    if not isinstance(work, WorkView) or record is None:
        raise Http404

    def act(by: Actor, given: Data) -> tuple[str, str]:
        try:
            made = actions.part(record=record_id, reason=given["reason"], by=by)
        except actions.NotOneError as error:
            raise parties.WrongFactError("reason", str(error)) from error
        said = "The record is a work of its own now. Feeds do not join the two again."
        return said, reverse("work", args=[made])

    deed = Deed(
        title="Take this record off the work",
        button="Take it off",
        act=act,
        lead=f"The record {record.key} of {record.source_name} stands behind “{work.title}”. If it "
        "is of another work it gets a page of its own, with the identifiers that it alone gives.",
        trail=({"text": work.title[:60], "href": reverse("work", args=[work_id])},),
        room="search",
    )
    return carry_out(request, deed, PartForm(posted(request)))


def may_part(actor: Actor, records: int) -> bool:
    """Return whether the reader may take a record off a work of so many."""
    steward = actor.may(Role.PUBLISHER) or actor.may(Role.KNOWLEDGE_SPECIALIST)
    return bool(actor.person) and steward and records > 1
