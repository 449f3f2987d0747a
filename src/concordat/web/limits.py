"""How much one request may bring."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_great_bodies(answer: Answer) -> Answer:
    """Refuse a request that brings more than UPLOAD_MAX_SIZE bytes, before any of it is read."""

    def limited(request: HttpRequest) -> HttpResponse:
        try:
            size = int(request.headers.get("Content-Length") or 0)
        except ValueError:
            size = 0
        if size > settings.UPLOAD_MAX_SIZE:
            return HttpResponse(
                f"This is larger than {settings.UPLOAD_MAX_SIZE >> 20} MB, the most that is taken.",
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        return answer(request)

    return limited
