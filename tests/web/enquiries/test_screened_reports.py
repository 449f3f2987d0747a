"""What a screening included stands in the report, and its requester is told when it falls."""

import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from docx import Document

from concordat.delivery import actions as delivery
from concordat.delivery.models import RecallNotice, Receipt
from concordat.enquiries import actions, queries
from concordat.enquiries.words import Asked, Purpose, ReportFacts, ReportGiven
from concordat.evidence import actions as evidence
from concordat.evidence import queries as works
from concordat.evidence.words import CollectionGiven, Decision, Identifier
from concordat.parties import actions as parties
from concordat.parties.queries import actor_for
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Actor, Role
from concordat.search import actions as search
from concordat.search.words import SearchGiven, StrategyGiven
from tests.forum.universe import CONTENT
from tests.web.html import Page
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
QUESTION = "Does salt raise blood pressure in Nowhere?"
EMBASE = """TY  - JOUR
TI  - Salt and blood pressure in Nowhere, part 3
AU  - Example, Ann C
PY  - 2003
JO  - Journal of Nowhere
DO  - 10.5555/nowhere.3
ER  -
TY  - JOUR
TI  - A salt substitute in the villages of Nowhere: a trial
AU  - Doe, Jane
PY  - 2011
JO  - Villages
VL  - 43
IS  - 2
SP  - 216-223
DO  - 10.5555/villages.1
ER  -
TY  - JOUR
TI  - Pepper in the towns of Nowhere
AU  - Poe, Ed
PY  - 2012
ER  -
"""
CINAHL = """TY  - JOUR
TI  - A salt substitute in the villages of Nowhere: a trial
AU  - Doe, J
PY  - 2011
VL  - 43
SP  - 216
DO  - 10.5555/villages.1
ER  -
"""


class House:
    """A library with two people, and a request with a screened collection."""

    def __init__(self, tmp_path: Path) -> None:
        parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
        library, role = "wexbourne-knowledge", Role.KNOWLEDGE_SPECIALIST
        self.person = person("imogen", library, role)
        self.imogen = actor_for(self.person)
        self.reviewer = person("clement", library, role)
        self.clement = actor_for(self.reviewer)
        self.library = next(
            each.id for each in queries.libraries(on=timezone.localdate()) if each.slug == library
        )
        self.enquiry = self.ask("ann@wexbourne.example")
        self.collection = self.collect(tmp_path)
        self.screen()

    def ask(self, email: str) -> str:
        given = Asked(QUESTION, Purpose.AUDIT, self.library, name="Ann", email=email)
        return actions.ask(by=VISITOR, given=given, now=timezone.now())

    def collect(self, tmp_path: Path) -> str:
        day = timezone.localdate() + timedelta(days=30)
        given = CollectionGiven("Salt", day, request=self.enquiry)
        made = evidence.make_collection(by=self.imogen, given=given, now=timezone.now())
        for database, text in (("Embase", EMBASE), ("CINAHL", CINAHL)):
            path = tmp_path / f"{database}.ris"
            path.write_text(text)
            evidence.deposit(
                by=self.imogen,
                collection=made,
                path=path,
                name=path.name,
                database=database,
                now=timezone.now(),
            )
        return made

    def screen(self) -> None:
        """Both include the first, they differ on the second, and exclude the third."""
        first, second, third = (
            each.id for each in works.collected(self.collection, by=OPERATOR)[1]
        )
        yes, no = Decision.INCLUDE, Decision.EXCLUDE
        for by, said in ((self.imogen, (yes, yes, no)), (self.clement, (yes, no, no))):
            for record, decision in zip((first, second, third), said, strict=True):
                why = "not about salt" if decision is no else ""
                evidence.vote(
                    by=by, record=record, decision=decision, reason=why, now=timezone.now()
                )
        now = timezone.now()
        evidence.settle(by=self.clement, record=second, decision=yes, reason="we talked", now=now)

    def write(self, *chosen: str) -> int:
        given = ReportGiven("Salt may raise it.", chosen)
        now = timezone.now()
        return actions.save_report(
            by=self.imogen, enquiry=self.enquiry, given=given, version=0, now=now
        )

    def deliver(self, *chosen: str) -> int:
        version = self.write(*chosen)
        return actions.deliver(
            by=self.imogen,
            enquiry=self.enquiry,
            facts=ReportFacts(),
            version=version,
            now=timezone.now(),
        )


@pytest.fixture
def house(small_world: None, tmp_path: Path) -> House:
    return House(tmp_path)


def named(doi: str) -> str:
    return works.work_named(f"doi:{doi}", by=VISITOR).id  # type: ignore[union-attr]


def test_included_works_are_cited_with_their_verdict_and_access(house: House) -> None:
    chosen = named("10.5555/nowhere.5")
    house.write(chosen)
    client = signed_in(house.person)
    answer = client.get(f"/enquiries/{house.enquiry}/look")
    page = unescape(answer.content.decode())
    assert not Page(answer.content.decode()).faults
    assert "What was found (3)" in page
    order = [page.index(said) for said in ("part 5", "part 3", "A salt substitute in the villages")]
    assert order == sorted(order)
    assert "Included by Imogen and Clement." in page
    assert "Clement settled it as include: we talked." in page
    assert "Doe J. Villages. 2011;43(2):216-223. doi:10.5555/villages.1." in page
    assert "Pepper in the towns" not in page
    # access is said of each, also of the one that is no work here
    items = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    listed = [item for item in items if "<strong>" in item]
    assert len(listed) == 3
    assert all("not looked up" not in item and "<em>" in item for item in listed)


def test_deduplication_is_read_from_the_collection_and_not_asked(house: House) -> None:
    client = signed_in(house.person)
    said = queries.report(house.enquiry, by=house.imogen).logged[16]
    assert said.startswith("4 records were identified (CINAHL 1, Embase 3). Concordat ")
    assert "merged 1 as a copy of another. 3 works were left." in said
    page = unescape(client.get(f"/enquiries/{house.enquiry}/report").content.decode())
    assert "How were copies found" not in page
    assert said in page
    bare = house.ask("ben@wexbourne.example")
    assert "How were copies found" in client.get(f"/enquiries/{bare}/report").content.decode()


def test_databases_of_files_alone_are_named_and_other_numbers_told(house: House) -> None:
    given = StrategyGiven("Salt", "salt.ti.", request=house.enquiry)
    kept = search.save_strategy(by=house.imogen, given=given, now=timezone.now())
    found = SearchGiven("Embase", "Ovid", date(2026, 1, 5), 7, "salt.ti.")
    search.report_search(by=house.imogen, strategy=kept, given=found, now=timezone.now())
    logged = queries.report(house.enquiry, by=house.imogen).logged
    assert "Embase (Ovid); CINAHL." in logged[1]
    assert "Embase: 7; CINAHL (taken in): 1." in logged[15]
    facts, today = ReportFacts(), timezone.localdate()
    paper = queries.paper(house.enquiry, by=house.imogen, facts=facts, today=today)
    assert "Embase found 7, and 3 were taken in." in str(paper)


def test_the_flow_is_drawn_with_its_table_in_every_file(house: House) -> None:
    house.deliver()
    token = queries.follow_token(house.enquiry)
    data = Client().get(f"/ask/follow/{token}/report.docx").content
    document = Document(io.BytesIO(data))
    (drawn,) = document.inline_shapes
    told = str(drawn._inline.docPr.get("descr"))
    assert "records identified: 4; from cinahl: 1; from embase: 3; copies taken out: 1" in told
    rows = [[c.text for c in row.cells] for t in document.tables for row in t.rows]
    for row in (["Works screened", "3"], ["because: not about salt", "1"], ["Included", "2"]):
        assert row in rows
    page = Client().get(f"/ask/follow/{token}/report.html").content.decode()
    assert "Records identified: 4</text>" in page
    assert Client().get(f"/ask/follow/{token}/report.pdf").content.startswith(b"%PDF")


def test_the_collection_shows_the_picture_and_gives_it_as_a_file(house: House) -> None:
    client, page = signed_in(house.person), f"/collections/{house.collection}"
    shown = client.get(page).content.decode()
    assert "Records identified: 4</text>" in shown
    assert not Page(shown).faults
    answer = client.get(f"{page}/flow.svg")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert Client().get(f"{page}/flow.svg").status_code == 302


def test_whoever_got_an_included_work_is_told_when_it_falls(house: House) -> None:
    house.deliver()
    # nothing but the delivery itself: no page, no file that a killed process could lose
    assert delivery.take_in_receipts(by=CLOCK) == 1
    assert delivery.take_in_receipts(by=CLOCK) == 0
    receipt = Receipt.objects.get()
    assert (receipt.kind, receipt.mail) == ("report", "ann@wexbourne.example")
    retract(named("10.5555/nowhere.3"))
    delivery.notice_falls(by=CLOCK)
    assert delivery.tell_holders(by=CLOCK) == 1
    letter = mail.outbox[-1]
    assert letter.to == ["ann@wexbourne.example"]
    assert "an evidence search report, edition 1" in letter.body
    assert QUESTION not in letter.body


def test_a_report_delivered_just_before_the_fall_counts(house: House) -> None:
    house.deliver()
    retract(named("10.5555/nowhere.3"))
    delivery.notice_falls(by=CLOCK)
    assert RecallNotice.objects.get().holder == "mail:ann@wexbourne.example"


def test_one_sent_again_is_known_under_its_new_address(house: House) -> None:
    house.deliver()
    actions.send_letters(by=CLOCK, now=timezone.now())
    actions.bounced(by=OPERATOR, letter=house.enquiry, why="550", now=timezone.now())
    view = queries.enquiry(house.enquiry, by=house.imogen, now=timezone.now())
    assert view is not None
    actions.send_again(
        by=house.imogen,
        enquiry=house.enquiry,
        email="new@wexbourne.example",
        version=view.version,
        now=timezone.now(),
    )
    delivery.take_in_receipts(by=CLOCK)
    assert Receipt.objects.get().mail == "new@wexbourne.example"


def test_an_answer_used_again_is_recalled_too(house: House) -> None:
    house.deliver()
    texts = {"question": "Does salt raise it?", "summary": "It may."}
    now = timezone.now()
    answer = actions.publish_answer(by=house.imogen, enquiry=house.enquiry, **texts, now=now)
    reader = Actor(name="Ada", person="a" * 13)
    given = Asked(QUESTION, Purpose.AUDIT, house.library, name="Ada", email="ada@w.example")
    actions.reuse(by=reader, given=given, answer=answer, now=timezone.now())
    delivery.take_in_receipts(by=CLOCK)
    receipt = Receipt.objects.get(kind="answer")
    assert (receipt.thing, receipt.person, receipt.mail) == (answer, reader.person, "")
    assert named("10.5555/nowhere.3") in set(receipt.works.values_list("work", flat=True))


def test_a_fallen_included_work_is_told_before_all_else(house: House) -> None:
    retract(named("10.5555/nowhere.3"))
    house.write()
    page = signed_in(house.person).get(f"/enquiries/{house.enquiry}/look").content.decode()
    assert page.index("Do not rely on") < page.index("What was found")


def test_the_receipt_and_every_page_count_what_is_not_held_here(house: House) -> None:
    house.deliver()
    (delivery,) = queries.deliveries(house.enquiry, by=house.imogen)
    assert delivery.count == 2
    (beside,) = delivery.cited
    assert beside.names == ("doi:10.5555/villages.1",)
    client = signed_in(house.person)
    page = client.get(f"/enquiries/{house.enquiry}").content.decode()
    assert "with 2 works, 1 of them not held here" in page
    assert not Page(page).faults
    token = queries.follow_token(house.enquiry)
    assert "with 2 works." in Client().get(f"/ask/follow/{token}").content.decode()


def test_a_public_answer_lists_what_is_not_held_here(house: House) -> None:
    house.deliver()
    texts = {"question": "Does salt raise it?", "summary": "It may."}
    now = timezone.now()
    answer = actions.publish_answer(by=house.imogen, enquiry=house.enquiry, **texts, now=now)
    page = Client().get(f"/answered/{answer}").content.decode()
    assert "A salt substitute in the villages" in page
    assert "10.5555/villages.1" in page
    assert not Page(page).faults
    assert "2 works" in Client().get("/answered").content.decode()


def fall_by_list(tmp_path: Path, doi: str = "10.5555/villages.1") -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps({"retractions": {doi: "10.5555/notice.9"}}))
    evidence.load_retractions(file=file, by=OPERATOR)


def test_readers_are_told_when_what_is_not_held_here_falls(house: House, tmp_path: Path) -> None:
    house.deliver()
    actions.send_letters(by=CLOCK, now=timezone.now())
    assert "we will tell you" in str(mail.outbox[-1].body)
    assert actions.tell_falls(by=CLOCK, now=timezone.now()) == 0
    fall_by_list(tmp_path)
    assert actions.tell_falls(by=CLOCK, now=timezone.now()) == 1
    assert actions.tell_falls(by=CLOCK, now=timezone.now()) == 0
    actions.send_letters(by=CLOCK, now=timezone.now())
    letter = mail.outbox[-1]
    assert letter.to == ["ann@wexbourne.example"]
    assert letter.subject.startswith("Retracted: A salt substitute")
    house_page = signed_in(house.person).get(f"/enquiries/{house.enquiry}/look").content.decode()
    assert house_page.index("Do not rely on") < house_page.index("What was found")


def test_what_cannot_be_followed_is_said_in_the_letter(
    small_world: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = EMBASE.replace("DO  - 10.5555/villages.1\n", "")
    monkeypatch.setattr(f"{__name__}.EMBASE", nameless)
    monkeypatch.setattr(f"{__name__}.CINAHL", CINAHL.replace("DO  - 10.5555/villages.1\n", ""))
    house = House(tmp_path)
    house.deliver()
    letter = queries.letters(by=house.imogen, enquiry=house.enquiry)[0]
    assert "Not of these, which have no DOI or PMID: A salt substitute" in letter.body
    page = signed_in(house.person).get(f"/enquiries/{house.enquiry}/look").content.decode()
    assert "we cannot tell you if it is retracted" in page


def test_our_own_search_is_counted_once_in_flow_and_items(house: House) -> None:
    given = StrategyGiven("Salt", "salt.ti. and 3.ti.", request=house.enquiry)
    search.save_strategy(by=house.imogen, given=given, now=timezone.now())
    facts, today = ReportFacts(), timezone.localdate()
    paper = queries.paper(house.enquiry, by=house.imogen, facts=facts, today=today)
    total = queries.report(house.enquiry, by=house.imogen).logged[15]
    assert total.startswith("This library of evidence (Concordat): ")
    together = re.search(r"Together (\d+)\.", total)
    assert together
    page = signed_in(house.person).get(f"/enquiries/{house.enquiry}/look").content.decode()
    assert f"Records identified: {together[1]}</text>" in page
    said = queries.report(house.enquiry, by=house.imogen).logged[16]
    assert said.startswith(f"{together[1]} records were identified")
    assert "copies: 2" in page  # the copy among the files, and the work that we found too
    assert paper is not None


def test_what_nobody_said_of_a_database_is_not_reported(house: House, tmp_path: Path) -> None:
    logged = queries.report(house.enquiry, by=house.imogen).logged
    assert "Embase: not reported" in logged[8]
    assert "Embase: not reported" in logged[13]
    path = tmp_path / "more.ris"
    path.write_text(CINAHL.replace("10.5555/villages.1", "10.5555/villages.2"))
    client = signed_in(house.person)
    said = {"database": "AMED", "platform": "Ovid", "searched_on": "2026-01-05"}
    with path.open("rb") as file:
        answer = client.post(
            f"/collections/{house.collection}", said | {"strategy": "1. salt/", "file": file}
        )
    assert answer.status_code == 302
    logged = queries.report(house.enquiry, by=house.imogen).logged
    assert "AMED (Ovid)" in logged[1]
    assert logged[8].startswith("1 given in full above")
    assert "AMED: 5 January 2026" in logged[13]
    page = client.get(f"/enquiries/{house.enquiry}/look").content.decode()
    assert "<pre>1. salt/</pre>" in page
    assert "Strategy: not reported." in page


def retract(work: str) -> None:
    evidence.report(
        work=work,
        relation="retracted",
        on="2026-01-02",
        source="Journal of Nowhere",
        notice=Identifier("doi", "10.5555/notice"),
        by=OPERATOR,
    )


def test_numbers_stay_when_the_records_are_deleted(house: House) -> None:
    later = datetime.now(UTC).date() + timedelta(days=40)
    evidence.expire_collections(by=OPERATOR, today=later)
    (kept,) = queries.screenings(house.enquiry, by=house.imogen)
    assert kept.expired
    assert (kept.flow.identified, kept.flow.included, kept.included) == (4, 2, ())


def test_peer_review_is_read_from_the_strategy(house: House) -> None:
    given = StrategyGiven("Salt", "salt.ti.", request=house.enquiry)
    kept = search.save_strategy(by=house.imogen, given=given, now=timezone.now())
    page, reviewer = f"/workbench/{kept}", signed_in(house.reviewer)
    shown = reviewer.get(f"{page}/review").content.decode()
    assert not Page(shown).faults
    said = {"version": "1", "judgement": "revisions suggested"}
    refused = reviewer.post(f"{page}/review", said)
    assert "what should be revised" in refused.content.decode()
    said["words"] = "Add sodium."
    stale = reviewer.post(f"{page}/review", said | {"version": "9"}).content.decode()
    assert "was changed while you read it" in stale
    assert "Add sodium." in stale
    assert reviewer.post(f"{page}/review", said).status_code == 302
    client = signed_in(house.person)
    own = client.get(page).content.decode()
    assert "Add sodium." in own
    assert not Page(own).faults
    link = re.search(rf"{page}/reviews/\w+", own)
    assert link
    assert client.post(link[0], {"answer": "Added."}).status_code == 302
    assert "ask somebody else" in client.post(f"{page}/review", said).content.decode()
    logged = queries.report(house.enquiry, by=house.imogen).logged[14]
    assert "“Salt” was reviewed by Clement on" in logged
    report = client.get(f"/enquiries/{house.enquiry}/look").content.decode()
    for words in ("by the elements of PRESS 2015", "Add sodium.", "Answer of Imogen", "Added."):
        assert words in report
