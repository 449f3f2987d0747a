"""Merges by hand, and undoing them."""

import pytest

from concordat.evidence.actions import NotOneError, merge, set_standing, split, take
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.models import MergeEvent, SourceRecord, Work, WorkIdentifier
from concordat.evidence.queries import changes_since, source_records, work, work_named
from concordat.evidence.words import Moved, Reference, Standing, WorkView
from concordat.parties.words import OPERATOR, VISITOR, Visibility
from tests.evidence.made import found, ids, made

pytestmark = pytest.mark.django_db

ONE = made("Salt", "pmid:1", year=2001)
TWO = made("Salt, revisited", "doi:10.1000/a", abstract="Salty.")


def taken(*references: Reference) -> list[str]:
    take(found=found(*references), source="file", format="ris", by=OPERATOR)
    return list(Work.objects.order_by("pk").values_list("public_id", flat=True))


def view(id_: str) -> WorkView:
    found_ = work(id_, by=VISITOR)
    assert isinstance(found_, WorkView)
    return found_


def test_a_merge_keeps_the_older_address_and_loses_no_identifier() -> None:
    one, two = taken(ONE, TWO)
    assert merge(work=two, other=one, reason="Same paper.", by=OPERATOR) == one
    kept = view(one)
    assert set(kept.identifiers) == set(ids("pmid:1", "doi:10.1000/a"))
    assert (kept.title, kept.year, kept.abstract) == ("Salt, revisited", 2001, "Salty.")
    assert work(two, by=VISITOR) == Moved(to=one)
    assert len(source_records(one, by=VISITOR)) == 2


def test_undoing_gives_back_what_was_there() -> None:
    one, two = taken(ONE, TWO)
    set_standing(work=two, standing=Standing.CURRENT, on="2020", source="A list", by=OPERATOR)
    before = view(one), view(two)
    merge(work=one, other=two, reason="Same paper.", by=OPERATOR)
    assert view(one).standing is Standing.CURRENT
    assert split(work=two, reason="A reprint.", by=OPERATOR) == one
    assert [_facts(view(one)), _facts(view(two))] == [_facts(each) for each in before]
    assert [each.change for each in changes_since(0)][-3:] == ["merge", "update", "insert"]
    event = MergeEvent.objects.get()
    assert (event.reason, event.undone_reason) == ("Same paper.", "A reprint.")


def _facts(shown: WorkView) -> tuple[object, ...]:
    return shown.id, shown.title, set(shown.identifiers), shown.standing, shown.origins


def test_what_a_person_split_is_not_merged_again_by_a_feed() -> None:
    one, two = taken(ONE, TWO)
    merge(work=one, other=two, reason="Same paper.", by=OPERATOR)
    split(work=two, reason="A reprint.", by=OPERATOR)
    bridge = made("Salt", "pmid:1", "doi:10.1000/a")
    report = take(found=found(bridge), source="file", format="ris", by=OPERATOR)
    assert report.contradictions == 1
    assert "undone" in report.complaints[0]
    assert isinstance(work(two, by=VISITOR), WorkView)


def test_a_chain_of_merges_leads_to_the_last() -> None:
    one, two, three = taken(ONE, TWO, made("Salt 3", "pmid:3"))
    merge(work=two, other=three, reason="Same.", by=OPERATOR)
    merge(work=one, other=two, reason="Same.", by=OPERATOR)
    assert work(three, by=VISITOR) == Moved(to=one)
    assert work_named("pmid:3", by=VISITOR) == work(one, by=VISITOR)
    with pytest.raises(NotOneError, match="itself merged since"):
        split(work=three, reason="No.", by=OPERATOR)


def test_every_record_and_name_belongs_to_a_work_that_lives() -> None:
    taken(ONE, TWO, made("Bridge", "pmid:1", "doi:10.1000/a"))
    assert not SourceRecord.objects.exclude(work__merged_into=None).exists()
    assert not WorkIdentifier.objects.exclude(work__merged_into=None).exists()


@pytest.mark.parametrize("other", ["", "nowhere"])
def test_a_merge_that_makes_no_sense_says_why(other: str) -> None:
    (one,) = taken(ONE)
    with pytest.raises(NotOneError, match=other or "itself"):
        merge(work=one, other=other or one, reason="Why not", by=OPERATOR)
    with pytest.raises(NotOneError, match="reason"):
        merge(work=one, other="x", reason=" ", by=OPERATOR)


def test_a_private_copy_is_never_merged_with_the_common_record() -> None:
    (one,) = taken(ONE)
    shelf = Shelf(visibility=Visibility.PARTIES)
    take(found=found(TWO), source="file", format="ris", by=OPERATOR, shelf=shelf)
    two = Work.objects.latest("pk").public_id
    with pytest.raises(NotOneError, match="private"):
        merge(work=one, other=two, reason="Same.", by=OPERATOR)
