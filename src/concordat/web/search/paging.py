"""The pages of a long answer. Pure."""

from dataclasses import replace

from concordat.search.words import Question
from concordat.web.search.addresses import query_of


def page_count(question: Question, total: int) -> int:
    """Return how many pages the whole answer has; an empty one has one."""
    return max(1, -(-total // question.page_size))


def present_pages(question: Question, total: int) -> dict[str, object] | None:
    """Return the parameters of the pagination component, or None for a single page."""
    last = page_count(question, total)
    if last == 1:
        return None
    here = question.page
    shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    items: list[dict[str, object]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": page, "href": page_href(question, page), "current": page == here})
    pages: dict[str, object] = {"items": items}
    if here > 1:
        pages["previous"] = {"href": page_href(question, here - 1)}
    if here < last:
        pages["next"] = {"href": page_href(question, here + 1)}
    return pages


def page_href(question: Question, page: int) -> str:
    """Return the address of a page, relative to the page of results."""
    return "?" + query_of(replace(question, page=page))
