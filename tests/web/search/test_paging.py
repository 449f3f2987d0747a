"""Which pages of a long answer are offered."""

from concordat.search.words import Question
from concordat.web.search import paging


def test_pages_near_the_first_and_the_last_are_shown() -> None:
    pages = paging.present_pages(Question("x", page=10), 400)
    assert pages is not None
    items = pages["items"]
    assert isinstance(items, list)
    assert [item.get("number", "...") for item in items] == [
        1, "...", 8, 9, 10, 11, 12, "...", 20,
    ]  # fmt: skip
    assert pages["previous"] == {"href": "?q=x&page=9"}
    assert paging.present_pages(Question("x"), 20) is None
    last = paging.present_pages(Question("x", page=2), 21)
    assert last is not None
    assert "next" not in last
