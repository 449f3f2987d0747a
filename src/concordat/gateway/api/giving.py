"""Give facts in their shape, and problems in theirs."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema

from concordat.gateway.api.shapes import Facts, Problem
from concordat.gateway.tags import tagged

#: Every answer may be one of these instead.
TROUBLE: dict[int, Any] = {304: None, 400: Problem, 401: Problem, 404: Problem, 410: Problem}
PROBLEM = "application/problem+json"


def give(request: HttpRequest, shape: type[Schema], facts: Facts) -> HttpResponse:
    """Return the facts in their shape, with a tag."""
    return tagged(request, JsonResponse(shape(**facts).model_dump()))


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Return what went wrong (RFC 9457)."""
    said = Problem(title=status.phrase, status=status.value, detail=detail)
    return JsonResponse(said.model_dump(), status=status.value, content_type=PROBLEM)
