"""Packs: published for good, delivered with how their works stand now."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from concordat.delivery import actions, queries
from concordat.delivery.models import PackVersion, PublishedError
from concordat.delivery.packs.body import WrongPackError
from concordat.delivery.packs.writing import paper_of
from concordat.delivery.words.pack import PackView
from concordat.paper import html, pdf
from concordat.parties.actions import ChangedMeanwhileError, NotAllowedError
from concordat.parties.words import OPERATOR, VISITOR
from tests.delivery.fallen import PACK, Nowhere, retract

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def salt(number: int | None = None) -> PackView:
    found = queries.pack("salt", by=VISITOR, number=number)
    assert found is not None
    return found


def test_a_new_version_leaves_the_old_one_as_it_was(nowhere: Nowhere) -> None:
    first = salt()
    body = replace(first.body, lines=("Another line.",))
    given = {"slug": "salt", "owner": "library", "works": first.works}
    assert actions.publish_pack(body=body, seen=1, by=nowhere.ada, **given) == 2  # type: ignore[arg-type]
    assert actions.publish_pack(body=body, seen=2, by=nowhere.ada, **given) == 2  # type: ignore[arg-type]
    with pytest.raises(ChangedMeanwhileError):
        actions.publish_pack(body=first.body, seen=1, by=nowhere.ada, **given)  # type: ignore[arg-type]
    assert replace(salt(1), latest=1) == first
    assert salt().body.lines == ("Another line.",)
    with pytest.raises(NotAllowedError):
        actions.publish_pack(body=body, by=nowhere.bob, **given)  # type: ignore[arg-type]


def test_what_was_published_cannot_be_changed_or_removed(nowhere: Nowhere) -> None:
    row = PackVersion.objects.get()
    with pytest.raises(PublishedError):
        row.save()
    with pytest.raises(PublishedError):
        row.delete()


def test_the_standing_is_read_at_delivery_and_is_part_of_the_tag(nowhere: Nowhere) -> None:
    (before,) = queries.deliver([salt()], today=TODAY)
    retract(nowhere)
    (after,) = queries.deliver([salt()], today=TODAY)
    assert (before.fallen, [work.id for work in after.fallen]) == ((), [nowhere.trial])
    assert before.etag != after.etag
    assert before.pack == after.pack
    text = html.render(paper_of(after, site="http://x", today="2026-01-01"))
    assert "A work in this pack is marked: retracted" in text
    assert "Journal of Nowhere" in text
    assert "RETRACTED" in text


def test_the_day_of_a_notice_is_not_the_day_on_which_we_learnt_of_it(nowhere: Nowhere) -> None:
    retract(nowhere)
    (after,) = queries.deliver([salt()], today=TODAY)
    text = html.render(paper_of(after, site="", today="2026-01-01"))
    today = f"{timezone.localdate().day} {timezone.localdate():%B %Y}"
    assert "The notice is dated 1 May 2013, according to Journal of Nowhere." in text
    assert f"It was entered here on {today}." in text
    assert f"This version was published before that, on {today}, and its text" in text
    assert "2013-05-01" not in text
    learnt = {nowhere.trial: "2000-01-01T00:00:00+00:00"}
    known = html.render(paper_of(replace(after, learnt=learnt), site="", today="2026-01-01"))
    assert "entered here on 1 January 2000. This version was published after that" in known


def test_links_within_a_page_stay_within_it(client: Client, nowhere: Nowhere) -> None:
    page = client.get("/packs/salt").content.decode()
    assert f'<a href="/evidence/{nowhere.trial}">The invented trial of salt' in page
    assert f"{settings.SITE}/evidence/" not in page
    file = client.get("/packs/salt/1/pack.html").content.decode()
    assert f'<a href="{settings.SITE}/evidence/{nowhere.trial}">' in file, "a file has left us"


def test_the_same_delivery_gives_the_same_bytes(nowhere: Nowhere) -> None:
    (delivered,) = queries.deliver([salt()], today=TODAY)
    paper = paper_of(delivered, site="http://x", today="2026-01-01")
    assert html.render(paper) == html.render(paper)
    assert pdf.render(paper) == pdf.render(paper)


def test_past_its_review_date_it_leaves_default_lists_and_says_so(nowhere: Nowhere) -> None:
    late = date(2030, 1, 2)
    assert len(queries.packs(by=VISITOR, today=late)) == 1
    assert queries.packs(by=VISITOR, today=late, overdue=False) == []
    (delivered,) = queries.deliver([salt()], today=late)
    assert delivered.overdue
    paper = paper_of(delivered, site="http://x", today=late.isoformat())
    assert "This pack is past its review date" in html.render(paper)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('"There is one review of it."]', '"b", "c", "d"]', "one to 3 lines"),
        ("doi:10.5555/trial", "doi:10.5555/nothing", "There is no work doi:10.5555/nothing"),
        ("review_on = 2030-01-01", "", "on which date"),
        ('owner = "library"', 'owner = "nobody"', "no party 'nobody'"),
        ('mark = "', 'colour = "', "colour"),
    ],
)
def test_a_pack_that_cannot_be_published_is_told_with_its_file(
    nowhere: Nowhere, tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    folder = tmp_path / "wrong"
    folder.mkdir()
    (folder / "bad.toml").write_text(PACK.replace(wrong, right))
    (folder / "good.toml").write_text(PACK)
    count, complaints = actions.load_packs(folder=folder, by=OPERATOR)
    assert count == 1
    assert len(complaints) == 1
    assert complaints[0].startswith("bad.toml: ")
    assert said in complaints[0]


def test_too_many_lines_are_refused(nowhere: Nowhere) -> None:
    body = replace(salt().body, lines=("a", "b", "c", "d"))
    with pytest.raises(WrongPackError, match="one to 3"):
        actions.publish_pack(
            slug="salt", owner="library", body=body, works=salt().works, by=OPERATOR
        )


def test_packs_that_name_a_work(nowhere: Nowhere) -> None:
    assert [each.slug for each in queries.packs_naming([nowhere.trial], by=VISITOR)] == ["salt"]
    assert queries.packs_naming([nowhere.guidance], by=VISITOR) == []
