"""Who works for my party: the administrator's pages."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.parties import actions, queries
from concordat.parties.words import Actor, InvitationView, PartyRef, PersonView, Role
from concordat.web.pages import posted, show
from concordat.web.people import letters, presenters
from concordat.web.people.forms import AnswerForm, InviteForm, MandateForm, RoleForm
from concordat.web.readers import actor_of


def _administrator(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not (actor.party and actor.may(Role.ADMINISTRATOR)):
        raise PermissionDenied("Only an administrator of a party may manage its people.")
    return actor


def _administered(actor: Actor) -> list[PartyRef]:
    return queries.parties_administered(by=actor)


def refused(form: BaseForm, error: actions.WrongFactError) -> None:
    """Let a form say what the room refused, at the field that it is about if there is one."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


@login_required
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """List who works for the party, who is invited and who asks."""
    actor = _administrator(request)
    under, today = presenters.slugs(_administered(actor)), timezone.localdate()
    page = {
        "title": "People",
        "party": queries.party_named(actor.party),
        "people": [
            presenters.person_line(person, under=under, today=today)
            for person in queries.people_of(by=actor)
        ],
        "invitations": [presenters.invitation_line(i) for i in queries.invitations(by=actor)],
        "waiting": presenters.waiting(queries.access_requests(by=actor)),
    }
    return show(request, "people/people.jinja", page)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to the party or to a service below it."""
    actor = _administrator(request)
    form = InviteForm(
        posted(request),
        parties=_administered(actor),
        secretariat=presenters.is_secretariat(actor),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.invite(
                by=actor,
                email=given["email"],
                party=given["party"],
                name=given["name"],
                post=given["post"],
                roles=[Role(role) for role in given["roles"]],
            )
        except actions.WrongFactError as error:
            refused(form, error)
        else:
            _send(request, queries.invitation(made, by=actor))
            return redirect("invitation", made)
    page = {"title": "Invite somebody", "form": form, "problem": bool(form.errors)}
    return show(request, "people/invite.jinja", page, status=400 if form.errors else 200)


def link_of(request: HttpRequest, invitation: InvitationView) -> str:
    """Return the whole address of an invitation's link, under the name this copy was asked by."""
    return request.build_absolute_uri(reverse("join", args=[invitation.code]))


def _send(request: HttpRequest, made: InvitationView | None) -> None:
    if made is None:
        return
    sent = letters.invite(
        email=made.email,
        party=made.party.name,
        invited_by=made.invited_by,
        link=link_of(request, made),
    )
    if sent:
        messages.success(request, f"The invitation is on its way to {made.email}.")
    else:
        messages.error(request, "No letter went out. Pass the link below on yourself.")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Show an invitation with its link; a POST withdraws it."""
    actor = _administrator(request)
    found = queries.invitation(invitation_id, by=actor)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.withdraw_invitation(by=actor, invitation=invitation_id)
        except actions.WrongFactError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "The invitation is withdrawn; its link works no more.")
        return redirect("people")
    page = {
        "title": f"Invitation of {found.email}",
        "invitation": found,
        "line": presenters.invitation_line(found),
        "link": link_of(request, found) if found.code else "",
    }
    return show(request, "people/invitation.jinja", page)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, request_id: str) -> HttpResponse:
    """Grant or refuse a request for access."""
    actor = _administrator(request)
    asked = queries.access_request(request_id, by=actor)
    if asked is None:
        raise Http404
    form = AnswerForm(
        posted(request),
        secretariat=presenters.is_secretariat(actor),
        version=asked.version,
    )
    if request.method == "POST" and form.is_valid() and _answer(request, actor, request_id, form):
        return redirect("people")
    page = {"title": f"{asked.name} asks to join", "asked": asked, "form": form}
    page["problem"] = bool(form.errors)
    return show(request, "people/answer.jinja", page, status=400 if form.errors else 200)


def _answer(request: HttpRequest, actor: Actor, request_id: str, form: AnswerForm) -> bool:
    """Answer as the form says; False when the room refused, with the form saying why."""
    given = form.cleaned_data
    granted = given["granted"] == "yes"
    roles = [Role(role) for role in given["roles"]] or [Role.READER]
    try:
        made = actions.answer_request(
            by=actor,
            request=request_id,
            version=given["version"],
            granted=granted,
            roles=roles,
            post=given["post"],
            answer=given["answer"],
        )
    except actions.WrongFactError as error:
        refused(form, error)
        return False
    if made:
        _send(request, queries.invitation(made, by=actor))
        messages.success(request, "Their link is under Invitations.")
    elif asked := queries.access_request(request_id, by=actor):
        told = letters.answered(
            email=asked.email, party=asked.party.name, granted=granted, answer=asked.answer
        )
        said = "is told of your answer" if told else "must be told by you: no letter went out"
        messages.success(request, f"It is done, and in the record. {asked.name} {said}.")
    return True


def _member(actor: Actor, person_id: str) -> PersonView:
    found = {person.id: person for person in queries.people_of(by=actor)}
    if person_id not in found:
        raise Http404
    return found[person_id]


@login_required
@never_cache
def member(request: HttpRequest, person_id: str) -> HttpResponse:
    """Show a person of my party, with what I may change."""
    actor = _administrator(request)
    return _member_page(request, actor, _member(actor, person_id))


def _member_page(
    request: HttpRequest,
    actor: Actor,
    person: PersonView,
    *,
    mandate: MandateForm | None = None,
) -> HttpResponse:
    under, today = presenters.slugs(_administered(actor)), timezone.localdate()
    form = mandate or MandateForm()
    page = {
        "title": person.name or person.email,
        "person": person,
        "line": presenters.person_line(person, under=under, today=today),
        "posts": presenters.posts_under(person, under=under, today=today),
        "roles": presenters.roles_held(person, under=under, today=today),
        "mandates": presenters.mandates_under(person, under=under, today=today),
        "role_form": RoleForm(secretariat=presenters.is_secretariat(actor)),
        "form": form,
        "problem": bool(form.errors),
        "party": queries.party_named(actor.party),
    }
    return show(request, "people/member.jinja", page, status=400 if form.errors else 200)


@login_required
@require_POST
def change_member(request: HttpRequest, person_id: str, deed: str) -> HttpResponse:
    """Give or take a role, end a post, or give a mandate, as the button says."""
    actor = _administrator(request)
    person = _member(actor, person_id)
    if deed == "mandate":
        return _appoint(request, actor, person)
    party, today = request.POST.get("party", ""), timezone.localdate()
    try:
        if deed == "leave":
            actions.leave_post(by=actor, person=person_id, party=party, on=today)
        else:
            role = Role(request.POST.get("role", ""))
            _change_role(deed, by=actor, person=person_id, party=party, role=role, today=today)
    except actions.WrongFactError as error:
        messages.error(request, error.message)
    except ValueError:
        messages.error(request, "Choose a role.")
    else:
        messages.success(request, "It is done, and in the record.")
    still = any(each.id == person_id for each in queries.people_of(by=actor_of(request)))
    return redirect("member", person_id) if still else redirect("people")


def _change_role(deed: str, *, by: Actor, person: str, party: str, role: Role, today: date) -> None:
    if deed == "give":
        actions.grant_role(by=by, person=person, party=party, role=role, since=today)
    elif deed == "take":
        actions.revoke_role(by=by, person=person, party=party, role=role, on=today)
    else:
        raise Http404


def _appoint(request: HttpRequest, actor: Actor, person: PersonView) -> HttpResponse:
    form, party = MandateForm(request.POST), queries.party_named(actor.party)
    if not form.is_valid() or party is None:
        return _member_page(request, actor, person, mandate=form)
    actions.appoint(
        by=actor,
        person=person.id,
        party=party.slug,
        since=timezone.localdate(),
        scope=form.cleaned_data["scope"],
        given_by=form.cleaned_data["given_by"],
    )
    messages.success(request, "The mandate is given, and in the record.")
    return redirect("member", person.id)
