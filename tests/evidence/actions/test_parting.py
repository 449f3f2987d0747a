"""A wrongly joined record gets a work of its own, and feeds do not join them again."""

import pytest

from concordat.evidence.actions import NotOneError, merge, part, take
from concordat.evidence.models import SourceRecord, Work
from concordat.evidence.queries import changes_since, source_records, work, work_named
from concordat.evidence.words import Moved, Reference, WorkView
from concordat.parties.actions import NotAllowedError
from concordat.parties.models import AuditEntry
from concordat.parties.words import OPERATOR, VISITOR
from tests.evidence.made import found, ids, made

pytestmark = pytest.mark.django_db

TRIAL = made("Salt for hypertension in older adults", "doi:10.1000/a", "pmid:1", year=2001)
#: Near enough that identity took it for the same work; a librarian knows better.
LETTER = made("Salt for hypertension in older adults", "doi:10.1000/a", "pmcid:PMC9", year=2002)


def taken(*references: Reference, source: str = "file") -> None:
    take(found=found(*references), source=source, format="ris", by=OPERATOR)


def joined() -> tuple[str, str]:
    """Return the public ids of the one work and of the record that is not its own."""
    taken(TRIAL)
    taken(LETTER, source="hub")
    (row,) = Work.objects.all()
    record = SourceRecord.objects.get(source__slug="hub")
    return row.public_id, record.public_id


def view(id_: str) -> WorkView:
    seen = work(id_, by=VISITOR)
    assert isinstance(seen, WorkView)
    return seen


def test_each_has_what_its_own_records_say() -> None:
    old, record = joined()
    new = part(record=record, reason="It is a letter about it.", by=OPERATOR)
    assert (view(old).year, view(new).year) == (2001, 2002)
    assert set(view(old).identifiers) == set(ids("doi:10.1000/a", "pmid:1"))
    assert set(view(new).identifiers) == set(ids("pmcid:PMC9"))
    assert [each.id for each in source_records(new, by=VISITOR)] == [record]
    assert len(source_records(old, by=VISITOR)) == 1
    assert work_named("pmcid:PMC9", by=VISITOR) == view(new)
    last = {entry.work: entry.view for entry in changes_since(0)}
    assert last[old] is not None
    assert last[new] is not None
    assert AuditEntry.objects.filter(deed="part record").count() == 1


def test_a_feed_does_not_join_them_again() -> None:
    old, record = joined()
    new = part(record=record, reason="A letter.", by=OPERATOR)
    later = made(
        LETTER.title, "doi:10.1000/a", "pmcid:PMC9", year=2002, abstract="Now with a summary."
    )
    taken(later, source="hub")
    assert view(new).abstract == "Now with a summary."
    assert view(old).abstract == ""
    bridge = made(LETTER.title, "pmid:1", "pmcid:PMC9", year=2001)
    taken(bridge, source="third")
    assert Work.objects.filter(merged_into=None).count() == 2


def test_merging_by_hand_undoes_it() -> None:
    old, record = joined()
    new = part(record=record, reason="A letter.", by=OPERATOR)
    merge(work=old, other=new, reason="It was the same after all.", by=OPERATOR)
    assert work(new, by=VISITOR) == Moved(to=old)
    taken(made(LETTER.title, "pmcid:PMC9", year=2002, abstract="More."), source="hub")
    assert view(old).abstract == "More."


def test_what_cannot_be_parted_is_refused() -> None:
    old, record = joined()
    with pytest.raises(NotOneError, match="Say why"):
        part(record=record, reason=" ", by=OPERATOR)
    with pytest.raises(NotAllowedError):
        part(record=record, reason="No", by=VISITOR)
    with pytest.raises(NotOneError, match="There is no record"):
        part(record="0000000000000", reason="No", by=OPERATOR)
    new = part(record=record, reason="A letter.", by=OPERATOR)
    with pytest.raises(NotOneError, match="only record"):
        part(record=record, reason="Again.", by=OPERATOR)
    assert {old, new} == set(Work.objects.values_list("public_id", flat=True))
