"""Writing a pack: begin, write, name works, have it read, publish."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from concordat.delivery import actions
from concordat.delivery import queries as delivery
from concordat.delivery.words.draft import DraftState, DraftView
from concordat.delivery.words.pack import PackView
from concordat.parties import actions as deeds
from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Actor, PartyRef, Role
from concordat.web.deeds import Data, Deed, carry_out, press, require
from concordat.web.evidence.picking import pick
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import kind_tag, said_on, standing_tag
from concordat.web.packs import presenters
from concordat.web.packs.forms import (
    AskForm,
    BeginForm,
    PublishForm,
    ReviewForm,
    TextForm,
    WithdrawForm,
)
from concordat.web.pages import posted, show
from concordat.web.readers import actor_of

_WRITERS = (Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)


def _trail(found: DraftView | None = None) -> tuple[dict[str, str], ...]:
    back = [
        {"text": "Knowledge packs", "href": reverse("packs")},
        {"text": "Packs being written", "href": reverse("drafts")},
    ]
    if found:
        back.append({"text": found.body.question[:60], "href": reverse("draft", args=[found.id])})
    return tuple(back)


@login_required
@never_cache
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List what is being written, and what waits for a review."""
    actor = actor_of(request)
    page = {
        "title": "Packs being written",
        "drafts": [presenters.present_draft_line(each) for each in delivery.drafts(by=actor)],
        "may_write": delivery.may_write(actor),
        "trail": _trail()[:1],
    }
    return show(request, "packs/drafts.jinja", page, room="packs")


@login_required
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a pack with its question."""
    actor = require(request, *_WRITERS)
    form = BeginForm(posted(request), owners=_owners(actor))

    def act(by: Actor, given: Data) -> tuple[str, str]:
        made = actions.begin_pack(question=given["question"], owner=given["owner"], by=by)
        return "The pack is begun. Now write its lines.", reverse("write_draft", args=[made])

    deed = Deed(
        title="Write a knowledge pack",
        button="Begin",
        act=act,
        lead="A pack answers one question in at most three lines and names what underpins them. "
        "It stays with your party until it is published.",
        trail=_trail(),
        room="packs",
    )
    return carry_out(request, deed, form)


def _owners(actor: Actor) -> list[PartyRef]:
    """Return the services and the party that the reader works for."""
    named = [parties.party_named(each) for each in (*actor.services, actor.party) if each]
    return [each for each in named if each]


@login_required
@require_POST
def begin_version(request: HttpRequest, name: str) -> HttpResponse:
    """Begin the next version of a pack."""
    try:
        made = actions.begin_version(pack=name, by=actor_of(request))
    except deeds.WrongFactError as error:
        messages.error(request, error.message)
        return redirect("pack", name)
    return redirect("draft", made)


@login_required
@never_cache
@require_safe
def draft(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Show a draft as readers would see it, and what can be done with it."""
    found = _found(request, draft_id)
    page = {
        "title": f"Draft: {found.body.question[:60]}",
        "draft": found,
        "page": presenters.present_draft(found),
        "published": found.state is DraftState.PUBLISHED,
        "said_on": said_on,
        "trail": _trail(),
    }
    return show(request, "packs/draft.jinja", page, room="packs")


@login_required
@never_cache
def write(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Write what the pack says."""
    found = _own(request, draft_id)
    form = TextForm(posted(request), draft=found)

    def act(by: Actor, given: Data) -> tuple[str, str]:
        actions.write_pack(
            draft=draft_id,
            edition=given["edition"] or 0,
            body=form.body(),
            slug=given.get("slug", ""),
            by=by,
        )
        return "It is saved.", reverse("draft", args=[draft_id])

    deed = Deed(
        title="Write the pack",
        button="Save",
        act=act,
        trail=_trail(found),
        room="packs",
        edition=lambda: _found(request, draft_id).edition,
    )
    return carry_out(request, deed, form)


@login_required
@never_cache
def works(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Find works by words or identifier, and put them into the pack."""
    found = _own(request, draft_id)
    text = request.GET.get("q", "").replace("\0", "").strip()[:300]
    if request.method == "POST":
        work, words = request.POST.get("work", ""), request.POST.get("words", "")

        def name() -> str:
            actions.name_work(draft=draft_id, work=work, words=words, by=actor_of(request))
            return "It is in the pack."

        again = urlencode({"q": request.POST.get("q", "")[:300]})
        return press(request, name, f"{reverse('draft_works', args=[draft_id])}?{again}#found")
    picked = pick(text, by=VISITOR)  # a pack is public: so are its works
    page = {
        "title": "Name works",
        "draft": found,
        "text": text,
        "found": [
            (
                each,
                byline(each),
                (kind_tag(each.kind), standing_tag(each.standing)),
                each.id in found.works,
            )
            for each in picked
        ],
        "trail": _trail(found),
    }
    return show(request, "packs/works.jinja", page, room="packs")


@login_required
@require_POST
def change_works(request: HttpRequest, draft_id: str, deed: str) -> HttpResponse:
    """Take a work out of the pack, or move it one place up."""
    _own(request, draft_id)
    act = {"out": actions.drop_work, "up": actions.raise_work}.get(deed)
    if act is None:
        raise Http404
    work = request.POST.get("work", "")

    def change() -> str:
        act(draft=draft_id, work=work, by=actor_of(request))
        return "It is out of the pack." if deed == "out" else "It is one place higher."

    return press(request, change, f"{reverse('draft', args=[draft_id])}#works")


@login_required
@never_cache
def ask(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Ask somebody else to read it."""
    found = _own(request, draft_id)
    form = AskForm(posted(request), initial={"edition": found.edition})

    def act(by: Actor, given: Data) -> tuple[str, str]:
        actions.ask_review(
            draft=draft_id, edition=given["edition"] or 0, shared=given["who"] == "shared", by=by
        )
        return "It waits for a review.", reverse("draft", args=[draft_id])

    return carry_out(request, _deed(request, found, "Ask for a review", "Ask", act), form)


@login_required
@never_cache
def review(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Say of somebody else's pack that it is ready, or what should change."""
    found = _found(request, draft_id)
    if not found.may_review:
        raise Http404
    form = ReviewForm(posted(request), initial={"edition": found.edition})

    def act(by: Actor, given: Data) -> tuple[str, str]:
        actions.review_pack(
            draft=draft_id,
            edition=given["edition"] or 0,
            ready=given["verdict"] == "ready",
            words=given["words"],
            by=by,
        )
        return "Your review is kept.", reverse("draft", args=[draft_id])

    return carry_out(request, _deed(request, found, "Review the pack", "Send it", act), form)


@login_required
@never_cache
def publish(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Publish it."""
    found = _own(request, draft_id)
    read = found.state is DraftState.READY
    form = PublishForm(posted(request), read=read, initial={"edition": found.edition})

    def act(by: Actor, given: Data) -> tuple[str, str]:
        slug, number = actions.publish_draft(
            draft=draft_id, edition=given["edition"] or 0, unread=given.get("unread", ""), by=by
        )
        return f"Version {number} is published.", reverse("pack", args=[slug])

    lead = "What is published never changes. A mistake is mended by the next version."
    return carry_out(request, _deed(request, found, "Publish the pack", "Publish", act, lead), form)


@login_required
@require_POST
def compare(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Say that it was compared with the version that came between."""
    found, given = _own(request, draft_id), request.POST.get("number", "")
    number = int(given) if given.isdecimal() and len(given) < 9 else 0

    def note() -> str:
        actions.compare_draft(draft=found.id, number=number, by=actor_of(request))
        return "Noted. It can be published now."

    return press(request, note, reverse("draft", args=[draft_id]))


@login_required
@require_POST
def give_up(request: HttpRequest, draft_id: str) -> HttpResponse:
    """Put a draft aside for good."""
    found = _own(request, draft_id)

    def put_aside() -> str:
        actions.give_up_draft(draft=draft_id, edition=found.edition, by=actor_of(request))
        return "The draft is put aside."

    return press(request, put_aside, reverse("drafts"))


@login_required
@never_cache
def withdraw(request: HttpRequest, name: str) -> HttpResponse:
    """Withdraw a published pack."""
    view = delivery.pack(name, by=actor_of(request))
    if view is None or view.withdrawn:
        raise Http404
    require(request, *_WRITERS, party=_answering(view, actor_of(request)))
    form = WithdrawForm(posted(request))

    def act(by: Actor, given: Data) -> tuple[str, str]:
        actions.withdraw_pack(slug=name, reason=given["reason"], by=by)
        return "The pack is withdrawn. Every channel says so.", reverse("pack", args=[name])

    deed = Deed(
        title="Withdraw the pack",
        button="Withdraw it",
        act=act,
        lead=f"“{view.body.question}” From now on its page, feed and programs show only that it "
        "was withdrawn, and why. The record of what was published is kept.",
        trail=(*_trail()[:1], {"text": "The pack", "href": reverse("pack", args=[name])}),
        room="packs",
    )
    return carry_out(request, deed, form)


def _answering(view: PackView, actor: Actor) -> str:
    return "" if view.owner in actor.services else view.owner


def _deed(
    request: HttpRequest,
    found: DraftView,
    title: str,
    button: str,
    act: Callable[[Actor, Data], tuple[str, str]],
    lead: str = "",
) -> Deed:
    return Deed(
        title=title,
        button=button,
        act=act,
        lead=lead or found.body.question,
        trail=_trail(found),
        room="packs",
        edition=lambda: _found(request, found.id).edition,
    )


def _found(request: HttpRequest, draft_id: str) -> DraftView:
    found = delivery.draft(draft_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, draft_id: str) -> DraftView:
    """Return a draft that the reader may write; of others 403 says what to do."""
    found = _found(request, draft_id)
    if not found.writes:
        raise deeds.NotAllowedError(actor_of(request), _WRITERS, found.owner_slug)
    if not found.open:
        raise Http404
    return found
