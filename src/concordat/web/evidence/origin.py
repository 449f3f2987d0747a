"""Where a reader came from, when that was a list of results of this site."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse

#: Longer addresses than this are no list of results of ours.
LONGEST = 9_000


def results_before(request: HttpRequest) -> str:
    """Return the address of the results that led here, without its host; "" if none did.

    Only the page of results of the same site is taken, whatever a header says.
    """
    given = request.headers.get("Referer", "")
    try:
        came = urlsplit(given)
    except ValueError:
        return ""
    same = came.scheme in ("http", "https") and came.netloc == request.get_host()
    if not same or came.path != reverse("search") or not came.query or len(given) > LONGEST:
        return ""
    return f"{came.path}?{came.query}"
