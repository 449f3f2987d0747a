"""The addresses of signing in by SAML: going there, coming back, our metadata."""

import logging

from allauth.core import ratelimit
from allauth.socialaccount.helpers import complete_social_login, render_authentication_error
from allauth.socialaccount.providers.base.utils import respond_to_login_on_get
from allauth.socialaccount.sessions import LoginSession
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concordat.web.account.saml import answers, our_side
from concordat.web.account.saml.answers import NotBelieved
from concordat.web.account.saml.metadata import Unavailable
from concordat.web.account.saml.provider import Provider, provider_or_404
from concordat.web.account.signing_in import leave_for, only_where_to_return

log = logging.getLogger(__name__)
_MINUTES = 5 * 60  # seconds in which a browser fetches the page that it was sent on to


@never_cache
@require_http_methods(["GET", "POST"])
def to_organisation(request: HttpRequest, name: str) -> HttpResponse:
    """Ask once more, then send somebody to their organisation."""
    provider = provider_or_404(request, name)
    only_where_to_return(request)
    first: HttpResponse | None = respond_to_login_on_get(request, provider)
    if first:
        return first
    try:
        answer = provider.redirect_from_request(request)
    except (Unavailable, OSError) as error:
        return _refused(request, provider, str(error))
    return leave_for(request, answer, provider.name)


@never_cache
@csrf_exempt  # it comes from the organisation's page; what guards it is the request it answers
@require_POST
def answered(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what the organisation's page sent, and have the browser come again from our own.

    The session's cookie does not travel with a form of another site.
    """
    provider_or_404(request, name)
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="saml_answer")
    if limited:
        return limited
    sent = request.POST.get("SAMLResponse", "")[: answers.MOST + 1]
    onward = HttpResponseRedirect(reverse("saml_finish_acs", args=[name]))
    kept = LoginSession(request, "saml_acs_session", "saml-acs-session")
    kept.store["sent"] = sent
    kept.store.set_expiry(_MINUTES)
    kept.save(onward)
    return onward


@never_cache
@require_GET
def finish(request: HttpRequest, name: str) -> HttpResponse:
    """Sign in whom the organisation's answer names, if it answers what this browser asked."""
    provider = provider_or_404(request, name)
    kept = LoginSession(request, "saml_acs_session", "saml-acs-session")
    sent = kept.store.get("sent", "")
    kept.delete()
    try:
        asked = answers.request_answered(sent)
        if not asked:  # begun at the organisation: ask it ourselves, so that nobody is slipped in
            return redirect("saml_login", name)
        state = provider.unstash_redirect_state(request, asked)
        here = our_side.answer_address(request, name)
        answer = answers.read(sent, settings=provider.toolkit(), here=here, asked=asked)
        login = provider.sociallogin_from_response(request, answer)
    except PermissionDenied:
        return _refused(request, provider, "answers no request of this browser, or too late")
    except (NotBelieved, Unavailable, OSError) as error:
        return _refused(request, provider, str(error))
    login.state = state
    done: HttpResponse = complete_social_login(request, login)
    return done


@require_GET
def metadata(request: HttpRequest, name: str) -> HttpResponse:
    """Give who we are, for the organisation to load."""
    provider = provider_or_404(request, name)
    try:
        text = our_side.described(request, name, provider.app.settings)
    except OSError as error:
        log.error("Our own metadata for %s: %s", name, error)
        return _refused(request, provider, str(error))
    return HttpResponse(text, content_type="application/samlmetadata+xml")


def _refused(request: HttpRequest, provider: Provider, why: str) -> HttpResponse:
    log.warning("Signing in through %s was refused: %s", provider.app.client_id, why)
    page: HttpResponse = render_authentication_error(request, provider)
    return page
