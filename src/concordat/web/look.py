"""A page that only shows is read in one look; a form that is sent is not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from concordat.parties.queries import one_look


def in_one_look(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the reads of one GET share what they read of successions (middleware)."""

    def looked(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return answer(request)
        with one_look():
            return answer(request)

    return looked
