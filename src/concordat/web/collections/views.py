"""Collections: their list, one with its numbers and files, its records, what it included."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.enquiries import queries as enquiries
from concordat.errands.queries import errand
from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.formats import csv, ris
from concordat.evidence.formats.format import Writer
from concordat.evidence.words import CollectionGiven, CollectionView, Refused
from concordat.parties.words import Visibility
from concordat.web.collections import presenters
from concordat.web.collections.forms import CollectionForm, DepositForm
from concordat.web.deeds import press
from concordat.web.enquiries.context import request_for, search_begun
from concordat.web.pages import show
from concordat.web.readers import actor_of

#: Seconds until a page on which a file is on its way looks again.
AGAIN = 5
_TAKEN = "The file is taken in, and matched with what was there."
_KEPT = "The file is large: it is being taken in beside your work. You may leave this page."


@login_required
@never_cache
def collections(request: HttpRequest) -> HttpResponse:
    """List the collections of the reader's organisation."""
    found = evidence.collections(by=actor_of(request))
    page = {
        "title": "Private collections",
        "collections": [presenters.present_collection(each) for each in found],
    }
    return show(request, "collections/collections.jinja", page, room="search")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a collection; `?request=` says which enquiry it is for."""
    in_a_year = timezone.localdate() + timedelta(days=365)
    initial = {"request": request.GET.get("request", ""), "expires_on": in_a_year}
    form = CollectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _begun(request, form)):
        return redirect("collection", made)
    page = {
        "title": "Begin a private collection",
        "form": form,
        "problem": bool(form.errors),
        "trail": _trail(),
    }
    status = 400 if form.errors else 200
    return show(request, "collections/begin.jinja", page, room="search", status=status)


def _begun(request: HttpRequest, form: CollectionForm) -> str:
    data = form.cleaned_data
    given = CollectionGiven(
        name=data["name"],
        expires_on=data["expires_on"],
        visibility=Visibility(data["visibility"]),
        screeners=int(data["screeners"]),
        request=data["request"],
    )
    try:
        return actions.make_collection(by=actor_of(request), given=given, now=timezone.now())
    except Refused as error:
        refuse(form, error)
        return ""


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def collection(request: HttpRequest, collection_id: str) -> HttpResponse:
    """Show a collection, and take a file that is dropped into it."""
    found = found_collection(request, collection_id)
    form = DepositForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _dropped(request, form, found):
        return redirect("collection", collection_id)
    coming = _coming(request, collection_id)
    again = request.method == "GET" and any(each.under_way for each in coming)
    looks = again and "still" not in request.GET
    page = {
        "title": found.name,
        "collection": found,
        "coming": coming,
        "again": AGAIN if again else 0,
        "looks": looks,
        "flow": presenters.present_flow(found.flow),
        "for_request": request_for(found.request, by=actor_of(request)),
        "picture": enquiries.flow_picture(enquiries.of_files(found.flow)),
        "form": form,
        "problem": bool(form.errors),
        "trail": _trail(),
    }
    status = 400 if form.errors else 200
    response = show(request, "collections/collection.jinja", page, room="search", status=status)
    if looks:
        response["Refresh"] = str(AGAIN)  # the page looks again by itself
    return response


def _coming(request: HttpRequest, collection_id: str) -> list[presenters.ComingLine]:
    """Return the files on their way in, with how far their errands are."""
    by = actor_of(request)
    found = evidence.coming(collection_id, by=by)
    return [presenters.present_coming(each, errand(each.errand), by.person) for each in found]


@login_required
@require_POST
def call_off(request: HttpRequest, collection_id: str, coming_id: str) -> HttpResponse:
    """Call off a file that is taken in, or take away the note that it was not."""
    found_collection(request, collection_id)
    by = actor_of(request)

    def act() -> str:
        ended = actions.call_off(by=by, coming=coming_id)
        return "Nothing of the file is kept." if ended else "It stops at its next step."

    return press(request, act, reverse("collection", args=[collection_id]))


def _dropped(request: HttpRequest, form: DepositForm, found: CollectionView) -> bool:
    given: UploadedFile[bytes] = form.cleaned_data["file"]
    handle, name = tempfile.mkstemp(prefix="deposit-")
    try:
        with os.fdopen(handle, "wb") as copy:
            copy.writelines(given.chunks())
        dropped = actions.drop(
            by=actor_of(request),
            collection=found.id,
            path=Path(name),
            name=given.name or "file",
            database=form.cleaned_data["database"],
            platform=form.cleaned_data["platform"],
            searched_on=form.cleaned_data["searched_on"],
            strategy=form.cleaned_data["strategy"],
            now=timezone.now(),
        )
    except Refused as error:
        refuse(form, error)
        return False
    finally:
        os.unlink(name)
    search_begun(found.request, by=actor_of(request))
    messages.success(request, _TAKEN if dropped.deposit else _KEPT)
    return True


@login_required
@never_cache
def flow(request: HttpRequest, collection_id: str) -> HttpResponse:
    """Give the picture of the flow of records as a file."""
    found = found_collection(request, collection_id)
    drawn = enquiries.flow_picture(enquiries.of_files(found.flow))
    headers = {"Content-Disposition": 'attachment; filename="flow-of-records.svg"'}
    return HttpResponse(drawn.svg, content_type="image/svg+xml; charset=utf-8", headers=headers)


@login_required
@never_cache
def records(request: HttpRequest, collection_id: str) -> HttpResponse:
    """List the works of a collection, with their copies and what says so."""
    found = found_collection(request, collection_id)
    asked = request.GET.get("show", "")
    state = presenters.STATES.get(asked)
    here = _page(request)
    total, works = evidence.collected(
        collection_id,
        by=actor_of(request),
        progress=state[0] if state else None,
        offset=(here - 1) * presenters.PAGE_SIZE,
        limit=presenters.PAGE_SIZE,
    )
    name = state[1] if state else "All works"
    address = f"?show={asked}&" if state else "?"
    page = {
        "title": f"{name}: {found.name}",
        "heading": name,
        "collection": found,
        "total": total,
        "state": asked if state else "",
        "records": [presenters.present_record(each) for each in works],
        "pages": presenters.present_pages(total, here, address),
        "trail": trail_to(found),
    }
    return show(request, "collections/records.jinja", page, room="search")


@login_required
@require_POST
def apart(request: HttpRequest, collection_id: str) -> HttpResponse:
    """Take a record out of its group: it is no copy."""
    found_collection(request, collection_id)
    try:
        record = request.POST.get("record", "")
        actions.take_apart(by=actor_of(request), record=record, now=timezone.now())
    except Refused as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "It stands for a work of its own now.")
    return redirect("collected_records", collection_id)


def export_ris(request: HttpRequest, collection_id: str) -> HttpResponseBase:
    """Give what was included as a RIS file."""
    return _export(request, collection_id, ris)


def export_csv(request: HttpRequest, collection_id: str) -> HttpResponseBase:
    """Give what was included as a CSV file."""
    return _export(request, collection_id, csv)


def _export(request: HttpRequest, collection_id: str, writer: Writer) -> HttpResponseBase:
    found_collection(request, collection_id)
    pieces = writer.write(evidence.included(collection_id, by=actor_of(request)))
    return StreamingHttpResponse(
        (piece.encode() for piece in pieces),
        content_type=f"{writer.MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="included.{writer.EXTENSION}"'},
    )


def found_collection(request: HttpRequest, collection_id: str) -> CollectionView:
    """Return the collection, or raise Http404 as if there were none."""
    found = evidence.collection(collection_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


def refuse(form: BaseForm, error: Refused) -> None:
    """Let a form say what the room refused, at its field if it has it."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def trail_to(found: CollectionView) -> list[dict[str, str]]:
    """Return the way to a page below a collection."""
    return [*_trail(), {"text": found.name, "href": reverse("collection", args=[found.id])}]


def _trail() -> list[dict[str, str]]:
    return [
        {"text": "Search", "href": reverse("search")},
        {"text": "Private collections", "href": reverse("collections")},
    ]


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else 1
