"""What a reader on a ward is told, and what links from other systems are answered."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from tests.web import ward
from tests.web.html import Page


@pytest.fixture
def ward_world(small_world: None, tmp_path: Path) -> None:
    ward.build(tmp_path / "ward")


def _buttons(client: Client, address: str = "/search?q=bedsores") -> dict[str, str]:
    """Return the button of each result, or nothing, by the last word of its reason to exist."""
    text = client.get(address).content.decode()
    found = {}
    for part in text.split('<li class="app-result')[1:]:
        title = part.split("Bedsores</mark>")[1].split(",")[0].strip()
        _, _, button = part.partition("app-open__button")
        found[title] = button.split(">")[1].split("<")[0] if button else ""
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_each_result_has_one_best_button_for_where_one_works(client: Client) -> None:
    nowhere = _buttons(client)
    assert nowhere == {
        "on wards": "",
        "at home": "",
        "at sea": "",
        "in the open": "Open",
    }
    client.get("/at/wexbourne-royal")
    assert _buttons(client) == {
        "on wards": "Open after sign-in",
        "at home": "Open",
        "at sea": "Request",
        "in the open": "Open",
    }
    client.get("/at/saltmarl")
    assert _buttons(client) == {
        "on wards": "Open after sign-in",
        "at home": "Ask the library",
        "at sea": "Ask the library",
        "in the open": "Open",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_the_verdict_says_why_who_pays_until_when_and_what_for(client: Client) -> None:
    client.get("/at/wexbourne-royal")
    text = client.get("/resolve?doi=10.5555/ward.national").content.decode()
    assert not Page(text).faults
    for said in (
        "Yes: you can open it after sign-in",
        "Agreement for all (invented), paid by National Knowledge Fund (invented), until 31 March",
        "https://n.example/",
        "text-mine",
        "row 2",
    ):
        assert said in text, said
    text = client.get("/resolve?doi=10.5555/ward.nowhere").content.decode()
    assert "Wexbourne Knowledge and Library Service (invented) gets a copy for you" in text
    client.get("/at/marl-vale")
    text = client.get("/resolve?doi=10.5555/ward.local").content.decode()
    assert "No: nothing opens it where you work" in text
    assert "is not made for Marl Vale" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_a_link_names_what_is_not_here_and_is_judged_by_what_it_says(client: Client) -> None:
    client.get("/at/wexbourne-royal")
    link = f"/openurl?url_ver=Z39.88-2004&rft.genre=article&rft.issn={ward.NATIONAL}"
    assert "after sign-in" in client.get(f"{link}&rft.date=2016").content.decode()
    assert "is outside it" in client.get(f"{link}&rft.date=1996").content.decode()
    text = client.get(link).content.decode()
    assert "Partly" in text
    assert "not known well enough" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_where_one_works_is_found_by_name_kept_signed_and_forgotten(client: Client) -> None:
    text = client.get("/at?name=royal&next=/search%3Fq%3Dbedsores").content.decode()
    assert 'value="wexbourne-royal"' in text
    assert "Care Quality" not in text
    assert not Page(text).faults
    went = client.post("/at/choose", {"place": "wexbourne-royal", "next": "/search?q=bedsores"})
    assert (went.status_code, went["Location"]) == (302, "/search?q=bedsores")
    cookie = went.cookies["works_at"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.cookies["works_at"] = "saltmarl:forged"
    assert "What you can open at" not in client.get("/search?q=bedsores").content.decode()
    client.get("/at/wexbourne-royal")
    client.post("/at/choose", {"place": "", "next": "//evil.example/"})
    assert "Where do you work?" in client.get("/search?q=bedsores").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "/\\evil.example", "x"])
def test_nobody_is_led_off_the_site(client: Client, to: str) -> None:
    assert client.get(f"/at/saltmarl?next={quote(to)}")["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_a_launch_link_loses_what_names_a_patient(client: Client) -> None:
    went = client.get(
        "/find?code=399912005&text=pressure+ulcer+NHS+no+943+476+5919&at=wexbourne-royal"
        "&patient=Ann+Example&dob=1960-01-01"
    )
    assert went.status_code == 302
    assert went["Location"] == "/search?q=pressure+ulcer&mode=question&taken_out=1"
    assert "works_at" in went.cookies
    shown = client.get(went["Location"]).content.decode()
    assert "might name a patient was taken out" in shown
    only = client.get("/find?code=9434765919&patient=Ann")
    assert only["Location"] == "/find/words?code=&taken_out=1"
    page = client.get(only["Location"]).content.decode()
    assert not Page(page).faults
    assert "Ann" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_a_link_that_says_nothing_is_asked_again(client: Client) -> None:
    assert client.get("/openurl").status_code == 200
    for link in ("/openurl?x=1", "/resolve?doi=", "/openurl?rft.date=2001"):
        response = client.get(link)
        assert response.status_code == 400, link
        assert not Page(response.content.decode()).faults
    for gone in ("/at/nobody", "/evidence/0000000000000/access"):
        assert client.get(gone).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_no_link_that_can_be_sent_makes_it_fall_over(client: Client) -> None:
    keys = (
        "rft_id",
        "id",
        "doi",
        "pmid",
        "rft.issn",
        "issn",
        "rft.date",
        "volume",
        "atitle",
        "sid",
    )

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.tuples(st.sampled_from(keys), st.text(max_size=30)), max_size=6),
        st.binary(max_size=20),
    )
    def send(pairs: list[tuple[str, str]], noise: bytes) -> None:
        query = "&".join(f"{key}={quote(text, errors='replace')}" for key, text in pairs)
        response = client.get("/openurl", QUERY_STRING=query + "&" + noise.decode("latin-1"))
        assert response.status_code in (200, 400)

    send()


@pytest.mark.django_db
@pytest.mark.usefixtures("ward_world")
def test_a_code_without_words_is_looked_up_or_explained(client: Client, tmp_path: Path) -> None:
    # a code that no list has: the page says so, asks for the name, and is nobody's error
    went = client.get("/find?code=38341003")
    page = client.get(went["Location"]).content.decode()
    assert not Page(page).faults
    assert "the code 38341003 and no words" in page
    assert "There is a problem" not in page
    # a code of the thesaurus that is loaded is searched by its name
    file = tmp_path / "headings.jsonl"
    file.write_text('{"ui": "D003668", "name": "Bedsores", "tree_numbers": ["C17.1"]}\n')
    search.load_vocabulary(path=file, by=OPERATOR)
    for code in ("D003668", "mesh:d003668", "MSH%7CD003668"):
        went = client.get(f"/find?code={code}&at=saltmarl")
        assert went["Location"] == "/search?q=Bedsores&mode=question", code
    assert "4 works found" in client.get(went["Location"]).content.decode()
