"""The filters beside the results."""

from concordat.search.words import FacetValue, Filters, Question
from concordat.web.search import narrowing


def test_facets_show_the_chosen_and_the_greatest_first() -> None:
    journals = tuple(FacetValue(f"Journal {n:03}", 200 - n, chosen=n == 90) for n in range(100))
    facet = narrowing.present_facets({"journal": journals}, {})[0]
    assert [choice.value for choice in facet.choices][:2] == ["Journal 000", "Journal 001"]
    assert "Journal 090" in [choice.value for choice in facet.choices]
    assert len(facet.choices) == narrowing.SEEN + 1
    assert len(facet.more) == narrowing.LISTED
    assert facet.unlisted == 100 - len(facet.choices) - len(facet.more)


def test_years_run_from_the_newest() -> None:
    years = (FacetValue("1999", 50), FacetValue("2020", 2), FacetValue("2010", 9))
    facet = narrowing.present_facets({"year": years}, {})[0]
    assert [choice.value for choice in facet.choices] == ["2020", "2010", "1999"]


def test_filters_are_named_as_people_read_them() -> None:
    question = Question(
        "x",
        filters=Filters(kinds=("systematic review",), standings=("published",), parties=("nice",)),
    )
    texts = [chip.text for chip in narrowing.present_chips(question, {"nice": "NICE"})]
    assert texts == [
        "Kind of evidence: Systematic review",
        "Standing: Published, nothing known against it",
        "Published by: NICE",
    ]
