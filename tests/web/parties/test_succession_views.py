"""The wizard shows before it acts; an announced event can be supposed; decisions are settled."""

import re
from datetime import date

import pytest
from django.test import Client

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Role
from tests.web.html import Page
from tests.web.parties.record import person, signed_in
from tests.web.world import CONTENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
EVENT = {
    "title": "The agency is divided",
    "kind": "split",
    "status": "in force",
    "on": "1 April 2026",
    "instrument": "An invented order",
    "rows": "2",
    "part-0-giver": "ukhsa",
    "part-0-taker": "nice",
    "part-0-function": "evidence",
    "part-1-giver": "ukhsa",
    "part-1-taker": "dhsc",
    "part-1-function": "laboratories",
}
WIZARD = "/record/succession"


@pytest.fixture
def secretary() -> Client:
    return signed_in(person("sam", "nice", Role.SECRETARIAT))


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def hidden(html: bytes) -> dict[str, str]:
    """Return what a page carries on to the next step."""
    from html import unescape

    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html.decode())
    return {name: unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


def test_it_shows_before_it_acts_and_then_acts_at_once(secretary: Client) -> None:
    looked = secretary.post(WIZARD, {**EVENT, "step": "look"})
    assert looked.status_code == 200
    assert not Page(looked.content.decode()).faults
    page = text(looked.content)
    assert "Nothing is recorded yet." in page
    assert "1 signature" in page
    assert "does not say who took this over from UK Health Security Agency" in page
    assert models.Succession.objects.filter(origin="").count() == 0
    done = secretary.post(WIZARD, {**hidden(looked.content), "step": "confirm"})
    assert done["Location"] == "/successions/the-agency-is-divided-2026"
    assert models.Succession.objects.filter(origin="").count() == 1
    shown = text(secretary.get(done["Location"]).content)
    assert "recorded as one event" in shown
    assert "An invented order" in shown
    held = text(Client().get("/agreements/concordat?on=2026-04-01").content)
    assert "UK Health Security Agency National Institute for Health and Care Excellence" in held
    before = text(Client().get("/agreements/concordat?on=2026-03-31").content)
    assert "UK Health Security Agency the same" in before


def test_when_the_world_changed_since_it_was_looked_at_one_looks_again(secretary: Client) -> None:
    looked = secretary.post(WIZARD, {**EVENT, "step": "look"})
    actions.commit(by=OPERATOR, agreement="concordat", party="ukhsa", text="Something new")
    again = secretary.post(WIZARD, {**hidden(looked.content), "step": "confirm"})
    assert again.status_code == 409
    assert "has changed since you looked" in text(again.content)
    assert "Something new" in text(again.content)
    assert models.Succession.objects.filter(origin="").count() == 0
    done = secretary.post(WIZARD, {**hidden(again.content), "step": "confirm"})
    assert done.status_code == 302


def test_going_back_keeps_what_was_typed(secretary: Client) -> None:
    looked = secretary.post(WIZARD, {**EVENT, "step": "look"})
    back = secretary.post(WIZARD, {**hidden(looked.content), "step": "back"})
    html = back.content.decode()
    assert 'value="The agency is divided"' in html
    assert 'value="laboratories"' in html
    assert re.search(r'<option value="ukhsa"[^>]* selected', html)
    assert "There is a problem" not in html


def test_more_rows_come_without_complaint(secretary: Client) -> None:
    more = secretary.post(WIZARD, {"title": "Half done", "rows": "2", "step": "more"})
    html = more.content.decode()
    assert more.status_code == 200
    assert "Row 4" in html
    assert "There is a problem" not in html
    assert 'value="Half done"' in html
    assert not Page(html).faults
    silly = secretary.post(WIZARD, {"title": "x", "rows": "9999999", "step": "more"})
    assert "Row 20" in silly.content.decode()
    assert "Row 21" not in silly.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Fill in “What happened, in a few words”"),
        ({"on": ""}, "Write when it took effect, or unknown"),
        ({"part-0-taker": ""}, "Choose to whom row 1 goes"),
        ({"part-1-giver": "", "part-1-taker": "", "part-1-function": ""}, "A split divides"),
        ({"part-0-giver": "phe", "part-1-giver": "phe"}, "phe was gone by then"),
        ({"kind": "merge"}, "A merge makes one new body of two or more"),
        ({"part-0-giver": "", "part-0-taker": "", "part-0-function": "",
          "part-1-giver": "", "part-1-taker": "", "part-1-function": ""}, "from whom"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_first_step(
    secretary: Client, change: dict[str, str], said: str
) -> None:
    response = secretary.post(WIZARD, {**EVENT, **change, "step": "look"})
    assert response.status_code == 400
    html = response.content.decode()
    assert said in text(response.content)
    page = Page(html)
    assert not page.faults, page.faults
    ids = set(page.ids)
    assert all(href[1:] in ids for href in page.hrefs if href.startswith("#"))


def test_only_the_secretariat_may(secretary: Client) -> None:
    administrator = signed_in(person("ada", "cqc", Role.ADMINISTRATOR))
    split = secretary.post(WIZARD, {**EVENT, "step": "look"})
    secretary.post(WIZARD, {**hidden(split.content), "step": "confirm"})
    for address in (
        WIZARD,
        "/successions/the-agency-is-divided-2026/record/decision",
        "/successions/nhs-england-announced-2025/record/force",
    ):
        for other in (Client(), administrator):
            assert other.get(address).status_code == 403, address
            assert other.post(address, {**EVENT, "step": "confirm"}).status_code == 403, address
        assert secretary.get(address).status_code == 200, address
    assert "Record a succession" not in text(administrator.get("/successions").content)


def test_what_a_split_left_open_is_decided(secretary: Client) -> None:
    looked = secretary.post(WIZARD, {**EVENT, "step": "look"})
    secretary.post(WIZARD, {**hidden(looked.content), "step": "confirm"})
    address = "/successions/the-agency-is-divided-2026"
    decided = secretary.post(
        f"{address}/record/decision",
        {"giver": "ukhsa", "taker": "dhsc", "function": "", "note": "Letter of 2 April"},
    )
    assert decided.status_code == 302
    page = text(Client().get(address).content)
    assert "need a decision" not in page
    assert "everything else" in page
    twice = secretary.post(
        f"{address}/record/decision", {"giver": "ukhsa", "taker": "nice", "function": ""}
    )
    assert "says already who took all that no part names" in text(twice.content)


def test_an_announced_event_can_be_supposed_and_then_comes_into_force(secretary: Client) -> None:
    as_if = "as_if=nhs-england-announced-2025&on=2026-01-01"
    page = text(Client().get(f"/parties/nhs-england?{as_if}").content)
    assert "Seen as if it were in force" in page
    assert "No longer exists" in page
    assert "What was its own is now held by Department of Health and Social Care." in page
    assert "is now held by" not in text(Client().get("/parties/nhs-england?on=2026-01-01").content)
    agreement = text(Client().get(f"/agreements/concordat?{as_if}").content)
    assert "Health Education England (HEE) Department of Health and Social Care" in agreement
    for address in (f"/parties?{as_if}", f"/agreements?{as_if}"):
        assert "Seen as if it were in force" in text(Client().get(address).content), address
    done = secretary.post(
        "/successions/nhs-england-announced-2025/record/force", {"on": "2027-04-01"}
    )
    assert done.status_code == 302
    event = queries.succession("nhs-england-announced-2025")
    assert event
    assert str(event.status) == "in force"
    assert "Seen as if" not in text(Client().get(f"/parties/nhs-england?{as_if}").content)


def test_every_event_has_a_page() -> None:
    listed = Client().get("/successions").content.decode()
    assert not Page(listed).faults
    addresses = set(re.findall(r'href="(/successions/[^"]+)"', listed))
    assert len(addresses) == 5
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200
        assert not Page(response.content.decode()).faults, address
    assert Client().get("/successions/nothing").status_code == 404


def test_people_are_nobody_elses_business() -> None:
    person("una", "nhs-england", Role.READER)
    page = text(Client().get("/successions/nhs-england-announced-2025").content)
    assert "Una" not in page
    assert "Somebody" not in page


def test_a_wrong_record_is_corrected_by_an_entry_that_says_so(secretary: Client) -> None:
    address = "/successions/nhs-digital-2023"
    assert "/record/correction" not in Client().get(address).content.decode()
    assert Client().post(f"{address}/record/correction").status_code in (302, 403)
    assert f'href="{address}/record/correction"' in secretary.get(address).content.decode()
    form = secretary.get(f"{address}/record/correction").content
    assert "never rewritten" in text(form)
    before = queries.succession("nhs-digital-2023")
    assert before is not None
    empty = secretary.post(f"{address}/record/correction", {**hidden(form), "text": "It was so."})
    assert empty.status_code == 400
    assert "It was so." in empty.content.decode()
    said = {"text": "It was so.", "reason": "An invented order says it."}
    done = secretary.post(f"{address}/record/correction", {**hidden(form), **said})
    assert done["Location"] == address
    page = text(Client().get(address).content)
    assert "Correction of " in page
    assert "It was so. Reason: An invented order says it." in page
    after = queries.succession("nhs-digital-2023")
    assert after is not None
    assert after.note.startswith(before.note)
    assert (after.parts, after.on, after.status) == (before.parts, before.on, before.status)
    said |= {"edition": str(before.edition)}
    second = secretary.post(f"{address}/record/correction", said)
    assert second.status_code == 400
    assert "while you were writing" in second.content.decode()
    actions.load_parties(folder=CONTENT / "parties", by=OPERATOR)
    loaded = queries.succession("nhs-digital-2023")
    assert loaded is not None
    assert loaded.note == after.note  # the files say nothing of it, and take nothing from it


def test_what_was_announced_is_put_off_and_then_withdrawn(secretary: Client) -> None:
    slug = "nhs-england-announced-2025"
    address = f"/successions/{slug}"
    page = secretary.get(address).content.decode()
    for deed in ("force", "day", "withdrawal"):
        assert f'href="{address}/record/{deed}"' in page
        assert f'href="{address}/record/{deed}"' not in Client().get(address).content.decode()
        assert Client().get(f"{address}/record/{deed}").status_code == 403
        assert not Page(secretary.get(f"{address}/record/{deed}").content.decode()).faults
    said = {"on": "1 April 2028", "reason": "There was no time for it."}
    form = hidden(secretary.get(f"{address}/record/day").content)
    assert secretary.post(f"{address}/record/day", {**form, **said}).status_code == 302
    assert "There was no time for it." in text(Client().get(address).content)
    late = secretary.post(f"{address}/record/withdrawal", {**said, "edition": "0"})
    assert late.status_code == 400
    assert "while you were writing" in late.content.decode()
    form = hidden(secretary.get(f"{address}/record/withdrawal").content)
    said = {"on": "1 February 2026", "reason": "The bill fell.", "source": "https://example.org/b"}
    too_soon = secretary.post(f"{address}/record/withdrawal", {**form, **said, "on": "2199"})
    assert too_soon.status_code == 400
    assert "still to come" in too_soon.content.decode()
    assert "The bill fell." in too_soon.content.decode()
    done = secretary.post(f"{address}/record/withdrawal", {**form, **said})
    assert done["Location"] == address
    page = text(secretary.get(address).content)
    for words in ("Called off 1 February 2026", "The bill fell.", "https://example.org/b"):
        assert words in page, words
    assert "As if it were in force" not in page
    assert f"{address}/record/withdrawal" not in secretary.get(address).content.decode()
    assert secretary.get(f"{address}/record/withdrawal")["Location"] == address


def test_a_withdrawn_event_is_told_as_it_stood_and_supposed_no_more() -> None:
    slug = "nhs-england-announced-2025"
    actions.withdraw_succession(
        by=OPERATOR,
        slug=slug,
        on=date(2026, 2, 1),
        reason="The bill fell.",
        today=date(2026, 3, 1),
    )
    visitor = Client()
    before = text(visitor.get("/parties/nhs-england?on=2025-06-01").content)
    assert "It was withdrawn later, 1 February 2026." in before
    assert "See this page as if it were" not in before
    html = visitor.get("/parties/nhs-england?on=2026-06-01").content.decode()
    assert not Page(html).faults
    after = text(html.encode())
    assert "Announced:" not in after
    assert "announced 13 March 2025, withdrawn 1 February 2026" in after
    assert "<title>Called off</title>" in html
    for address in (f"/parties/nhs-england?as_if={slug}", f"/agreements/concordat?as_if={slug}"):
        supposed = text(visitor.get(address).content)
        assert "was withdrawn 1 February 2026, so it cannot be seen" in supposed, address
        assert "Seen as if it were in force" not in supposed
    listed = text(visitor.get("/successions").content)
    assert "Withdrawn: announced, then called off" in listed
    assert "Announced, not in force" in text(visitor.get("/successions?on=2025-06-01").content)
