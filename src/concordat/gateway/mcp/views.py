"""MCP by streamable HTTP inside a WSGI process: each request is answered whole, as JSON."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import validate_host
from django.views.decorators.csrf import csrf_exempt

from concordat.gateway.callers import Caller, WrongTokenError, caller_of

Message = MutableMapping[str, Any]


@csrf_exempt  # no cookie is looked at: who calls is said by a token
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message."""
    if not _may_come_from(request.headers.get("Origin", "")):
        return JsonResponse({"error": "This origin may not call."}, status=403)
    if request.method != "POST":  # stateless: there is no stream to listen to, none to end
        return HttpResponse(status=405, headers={"Allow": "POST"})
    try:
        who = caller_of(request)
    except WrongTokenError as error:
        headers = {"WWW-Authenticate": 'Bearer realm="concordat", error="invalid_token"'}
        return JsonResponse({"error": str(error)}, status=401, headers=headers)
    return async_to_sync(_answer)(_scope(request), request.body, who)


def _may_come_from(origin: str) -> bool:
    """A page of another site must not call with its reader's network (DNS rebinding)."""
    host = urlsplit(origin).hostname
    return not origin or bool(host and validate_host(host, settings.ALLOWED_HOSTS))


def _scope(request: HttpRequest) -> dict[str, Any]:
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in request.headers.items()
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": "/mcp",
        "raw_path": b"/mcp",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": None,
        "server": None,
    }


async def _answer(scope: dict[str, Any], body: bytes, who: Caller) -> HttpResponse:
    # Imported when first asked for: the kit takes seconds, which no page should wait for.
    from mcp.server.transport_security import TransportSecuritySettings

    from concordat.gateway.mcp.server import make_server

    application = make_server(who).streamable_http_app(
        json_response=True,
        stateless_http=True,
        # Django has checked the host, and `mcp` above the origin.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    sent: list[Message] = []
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async with application.router.lifespan_context(application):
        await application(scope, receive, send)
    return _response(sent)


def _response(sent: list[Message]) -> HttpResponse:
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent)
    response = HttpResponse(body, status=start["status"])
    del response["Content-Type"]
    for name, value in start.get("headers", ()):
        if name.lower() != b"content-length":
            response[name.decode("latin-1")] = value.decode("latin-1")
    return response
