"""The pages of the search over real rooms: counts, both ways, receipts, exports, bad input."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from concordat.evidence.formats import ris
from concordat.evidence.words import Found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]


def ask(client: Client, **given: object) -> str:
    """Return the page of results as one line of text without tags."""
    response = client.get("/search?" + urlencode(given, doseq=True))
    assert response.status_code == 200
    return plain(response.content.decode())


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_question_and_a_strategy_each_offer_the_other(client: Client) -> None:
    assert "Taken as a question" in ask(client, q="salt pressure")
    text = ask(client, q="salt AND pressure")
    assert "Taken as an exact strategy" in text
    assert "23 works found, 1 to 20 shown" in text
    assert "Taken as a question" in ask(client, q="salt AND pressure", mode="question")


def test_a_filter_counts_exactly_and_holds(client: Client) -> None:
    text = ask(client, q="salt AND pressure")
    counted = re.search(r"Journal of Nowhere \( ?(\d+) works? ?\)", text)
    assert counted is not None
    narrowed = ask(client, q="salt AND pressure", journal="Journal of Nowhere")
    assert f"{counted[1]} works found" in narrowed
    assert "Take off all filters" in narrowed
    none = ask(client, q="salt AND pressure", journal="Journal of Nowhere", year="1990-1995")
    assert "No works found" in none


def test_a_retracted_work_is_labelled_and_comes_last_for_a_question(client: Client) -> None:
    text = ask(client, q="salt pressure", page=2)
    assert text.rindex("Retracted This work has been retracted. Do not rely on it.") > text.rindex(
        "Sort:"
    )
    assert "part 7" in text


def test_unchecked_guidance_says_so(client: Client) -> None:
    text = ask(client, q="salt guidance")
    assert "Guidance Standing not checked" in text


def test_why_a_result_is_there_is_said(client: Client) -> None:
    text = ask(client, q="salt")
    assert "Why this result" in text
    assert "Found “salt” in the title" in text


def test_a_spelling_that_was_added_is_told(client: Client) -> None:
    assert "anemia" in ask(client, q="anaemia")


def test_browsing_by_kind_alone_gives_them_all(client: Client) -> None:
    assert "1 work found" in ask(client, q="", kind="guidance")


def test_the_place_of_an_error_is_marked(client: Client) -> None:
    response = client.get("/search?q=salt+AND+%28pressure")
    assert response.status_code == 400
    html = response.content.decode()
    assert 'href="#q"' in html
    assert '<mark class="app-wrong">' in html
    assert 'aria-describedby="q-hint q-error"' in html
    assert 'value="salt AND (pressure"' in html
    assert "mode=question" in html


def test_markup_in_a_title_is_text(client: Client) -> None:
    html = client.get("/search?q=markup").content.decode()
    assert "<b>Salt" not in html
    assert "&lt;script" in client.get("/search?q=%3Cscript%3E").content.decode()


def test_ris_gives_all_results_in_order(client: Client) -> None:
    response = client.get("/search/export.ris?q=salt+AND+pressure&sort=oldest&page=2")
    assert response["Content-Disposition"] == 'attachment; filename="concordat-search.ris"'
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    records = list(ris.read(io.BytesIO(body)))
    assert len(records) == 23
    years = [each.reference.year for each in records if isinstance(each, Found)]
    assert years == sorted(years)


def test_ris_says_what_was_retracted(client: Client) -> None:
    response = client.get("/search/export.ris?q=&standing=retracted")
    body = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert "N1  - RETRACTED" in body


def test_csv_is_utf_8_and_says_what_was_retracted(client: Client) -> None:
    response = client.get("/search/export.csv?q=&standing=retracted")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["doi"] for row in rows] == ["10.5555/nowhere.7"]
    assert rows[0]["standing_notes"].startswith("retracted")


def test_an_export_of_a_wrong_strategy_is_a_page_that_says_so(client: Client) -> None:
    for address in ("/search/export.ris?q=salt+AND+%28", "/search/export.csv?q=a&page=x"):
        response = client.get(address)
        assert response.status_code == 400
        assert "There is a problem" in response.content.decode()


def test_only_what_anybody_can_open_counts_exactly_and_holds(client: Client) -> None:
    text = ask(client, q="salt")
    counted = re.search(r"Only what anybody can open \( ?(\d+) works? ?\)", text)
    assert counted is not None
    narrowed = ask(client, q="salt", open="1")
    number = int(counted[1])
    assert f"{number} work" in narrowed
    assert "Take off the filter Only what anybody can open" in narrowed
    response = client.get("/search/export.ris?" + urlencode({"q": "salt", "open": "1"}))
    saved = b"".join(response)  # type: ignore[arg-type]
    assert saved.count(b"ER  -") == number > 0


def test_words_that_no_work_has_are_asked_again_as_works_spell_them(client: Client) -> None:
    text = ask(client, q="presure")
    assert "No work here has the words of “presure”" in text
    assert "These are the results for pressure" in text
    assert "works found" in text
    # but a word that is there is never changed, and nothing like it is not found
    assert "These are the results for" not in ask(client, q="salt presure")
    assert "No works found" in ask(client, q="zzyzzyx")


def test_where_one_works_is_asked_once(client: Client) -> None:
    page = client.get("/search?q=salt").content.decode()
    assert page.count(">Where do you work?</a>") == 1


def test_words_that_a_work_lacks_are_said_beside_it(client: Client) -> None:
    text = ask(client, q="salt guidance anaemia")
    assert "No work here has all your words. Each result says which it lacks." in text
    assert "lacks: anaemia" in text
    assert "Not found in it: “anaemia”" in text
    text = ask(client, q="salt pressure")
    assert "No work here has all your words" not in text
    text = ask(client, q="salt before pressure")  # a light word is lacked by nobody
    assert "lacks: before" not in text


def test_a_retracted_work_behind_the_page_is_told_of_at_the_top(client: Client) -> None:
    told = "1 retracted work also answers this. Retracted works come last."
    assert told in ask(client, q="salt pressure part 7")
    assert told not in ask(client, q="salt pressure part 7", page=2)
    assert told not in ask(client, q="salt pressure part 7", sort="relevance")
    assert "1 work found" in ask(client, q="salt pressure", standing="retracted")


def test_a_work_leads_back_to_the_results_it_was_found_in(client: Client) -> None:
    found = re.search(r'href="(/evidence/[^"/]+)"', client.get("/search?q=salt").content.decode())
    assert found is not None
    came = {"Referer": "http://testserver/search?q=salt&page=2"}
    assert 'href="/search?q=salt&amp;page=2"' in client.get(found[1], headers=came).content.decode()
    for other in ("http://elsewhere.example/search?q=salt", "http://testserver/parties?q=1", "["):
        page = client.get(found[1], headers={"Referer": other}).content.decode()
        assert 'href="/search"' in page, other
        assert "elsewhere" not in page
