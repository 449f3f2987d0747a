"""ETags: the same body, the same tag; who has it gets 304."""

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag


def tagged(request: HttpRequest, response: HttpResponse, *, tag: str = "") -> HttpResponse:
    """Return the response with a tag of its body (or the one given), or 304 for who has it."""
    etag = quote_etag(tag or hashlib.sha256(response.content).hexdigest()[:32])
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in wanted or f"W/{etag}" in wanted or "*" in wanted:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": "no-cache"})
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
