"""Long files for private collections: kept for an errand, taken in by it, and gone after it."""

import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from concordat.errands import actions as errands
from concordat.errands.models import Errand
from concordat.errands.queries import errand
from concordat.errands.words import Cancelled, State
from concordat.evidence import actions, queries
from concordat.evidence.actions import dropping
from concordat.evidence.actions.coming import folder, place_of
from concordat.evidence.actions.telling import say_nothing
from concordat.evidence.models import CollectedRecord, ComingFile, Deposit
from concordat.evidence.words import CollectionGiven, ComingView, Dropped, Refused
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.models import AuditEntry
from concordat.parties.words import CLOCK, OPERATOR, Actor, Role
from tests.parties.universe import found as found_parties

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SHORT = 4
LONG = 7


@pytest.fixture(autouse=True)
def world(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DATA_DIR = tmp_path / "data"
    monkeypatch.setattr(dropping, "AT_ONCE", SHORT)
    found_parties("north", "south")
    return


def specialist(slug: str = "north", name: str = "Ann", *roles: Role) -> Actor:
    view = parties.party(slug)
    assert view is not None
    held = frozenset(roles or (Role.KNOWLEDGE_SPECIALIST,))
    return Actor(name=name, person=f"{name:p<13}"[:13], party=view.id, roles=held, joined=True)


def begin(by: Actor) -> str:
    given = CollectionGiven(name="Stroke", expires_on=date(2027, 3, 1))
    return actions.make_collection(by=by, given=given, now=NOW)


def ris(count: int, seed: str = "a") -> str:
    return "".join(
        f"TY  - JOUR\nTI  - Trial {seed}{number} of salt\nDO  - 10.1000/{seed}{number}\nER  - \n"
        for number in range(count)
    )


def drop(by: Actor, collection: str, content: str, **said: object) -> Dropped:
    path = folder().parent / "upload"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    given = {"name": "secret name.ris", "database": "Secret base"} | said
    return actions.drop(by=by, collection=collection, path=path, now=NOW, **given)  # type: ignore[arg-type]


def waiting(by: Actor, collection: str) -> ComingView:
    (found,) = queries.coming(collection, by=by)
    return found


def held(by: Actor, collection: str) -> tuple[int, int]:
    """Return how many deposits and records of a collection are seen."""
    found = queries.collection(collection, by=by)
    assert found is not None
    return len(found.deposits), found.flow.identified


def lying() -> list[str]:
    return sorted(path.name for path in folder().iterdir()) if folder().exists() else []


def test_a_short_file_is_in_at_once_and_nothing_of_it_is_kept() -> None:
    by = specialist()
    id_ = begin(by)
    assert drop(by, id_, ris(SHORT)).deposit
    assert held(by, id_) == (1, SHORT)
    assert (queries.coming(id_, by=by), lying(), Errand.objects.count()) == ([], [], 0)


@pytest.mark.parametrize(("first", "then"), [(0, SHORT + 1), (SHORT, 1)])
def test_what_is_long_work_waits_for_an_errand(first: int, then: int) -> None:
    """A short file for a full collection is matched with all of it."""
    by = specialist()
    id_ = begin(by)
    if first:
        drop(by, id_, ris(first))
    dropped = drop(by, id_, ris(then, "b"), searched_on=date(2026, 2, 1), strategy="1 salt")
    assert not dropped.deposit
    assert waiting(by, id_).id == dropped.coming
    assert lying() == [dropped.coming]
    assert held(by, id_)[1] == first
    assert actions.take_in(by=by, coming=dropped.coming, report=say_nothing)
    assert (queries.coming(id_, by=by), lying()) == ([], [])
    assert held(by, id_)[1] == first + then
    last = queries.collection(id_, by=by).deposits[-1]  # type: ignore[union-attr]
    assert (last.name, last.database, last.made_by) == ("secret name.ris", "Secret base", "Ann")
    assert (last.searched_on, last.strategy) == (date(2026, 2, 1), "1 salt")
    deeds = list(AuditEntry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds[-2:] == ["drop file", "deposit file"]


def test_its_bytes_are_for_us_alone_and_its_errand_tells_nobody_what_it_is() -> None:
    by = specialist()
    coming = drop(by, begin(by), ris(LONG)).coming
    assert stat.S_IMODE(place_of(coming).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    row = Errand.objects.get()
    assert not {"secret", "stroke"} & set(f"{row.title} {row.payload}".lower().split())
    assert "ecret" not in f"{row.title} {row.payload} {row.message}"
    assert row.asked_by == by.person


def test_it_is_told_how_far_it_is() -> None:
    by = specialist()
    coming = drop(by, begin(by), ris(LONG)).coming
    told: list[tuple[int, int, str]] = []
    actions.take_in(by=by, coming=coming, report=lambda *said: told.append(said))
    assert [said[2].partition(":")[0] for said in told] == [
        f"Step {step} of 4" for step in (2, 3, 4, 4)
    ]
    assert told[0] == (7, 28, "Step 2 of 4: 0 of 7 records are compared with each other.")
    assert told[-1] == (28, 28, "Step 4 of 4: 7 of 7 records are written down.")
    assert told == sorted(told)


@pytest.mark.parametrize(
    ("content", "said", "field", "words"),
    [
        ("nothing " * 100, {}, "file", "Nothing could be read"),
        (ris(LONG), {"database": " "}, "database", "which database"),
        (ris(LONG), {"searched_on": date(2030, 1, 1)}, "searched_on", "in the future"),
    ],
)
def test_what_can_be_known_at_once_is_refused_at_once(
    content: str, said: dict[str, object], field: str, words: str
) -> None:
    by = specialist()
    id_ = begin(by)
    with pytest.raises(Refused, match=words) as caught:
        drop(by, id_, content, **said)
    assert caught.value.field == field
    assert (queries.coming(id_, by=by), lying(), Errand.objects.count()) == ([], [], 0)


def test_others_drop_nothing_in_and_see_nothing() -> None:
    by, south = specialist(), specialist("south", "Sue")
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    assert queries.coming(id_, by=south) == []
    for deed in (
        lambda: drop(south, id_, ris(LONG, "b")),
        lambda: actions.call_off(by=south, coming=coming),
        lambda: actions.take_in(by=south, coming=coming, report=say_nothing),
    ):
        with pytest.raises(Refused):
            deed()


def test_the_same_file_waits_once_and_comes_in_once() -> None:
    by = specialist()
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    with pytest.raises(Refused, match="being taken in already"):
        drop(by, id_, ris(LONG))
    actions.take_in(by=by, coming=coming, report=say_nothing)
    with pytest.raises(Refused, match="in the collection already"):
        drop(by, id_, ris(LONG))
    assert actions.take_in(by=by, coming=coming, report=say_nothing) == ""  # its process died
    assert held(by, id_) == (1, LONG)


def test_who_has_left_the_post_is_refused_when_it_runs() -> None:
    by = specialist()
    id_ = begin(by)
    for number, left in enumerate(
        (
            Actor(name="Ann", person=by.person),
            specialist("north", "Ann", Role.READER),
            specialist("south", "Ann"),
        )
    ):
        coming = drop(by, id_, ris(LONG, str(number))).coming
        with pytest.raises(Refused, match="Ann may no longer drop files into this collection"):
            actions.take_in(by=left, coming=coming, report=say_nothing)
    assert (held(by, id_), lying()) == ((0, 0), [])
    assert len(queries.coming(id_, by=by)) == 3  # which say why


def test_what_is_refused_in_the_middle_is_not_half_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    by = specialist()
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming

    def refuse(done: int, total: int, message: str = "") -> None:
        if message.startswith("Step 4 of 4: 7"):
            assert CollectedRecord.objects.count() == LONG, "or this would prove nothing"
            raise Refused("file", "No.")

    with pytest.raises(Refused, match="No"):
        actions.take_in(by=by, coming=coming, report=refuse)
    assert (CollectedRecord.objects.count(), Deposit.objects.count(), lying()) == (0, 0, [])
    Errand.objects.update(state=State.FAILED)
    again = drop(by, id_, ris(LONG)).coming
    assert waiting(by, id_).id == again != coming


def test_a_collection_that_is_full_refuses_what_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from concordat.evidence.actions import grouping

    monkeypatch.setattr(grouping, "MOST_RECORDS", LONG)
    by = specialist()
    id_ = begin(by)
    drop(by, id_, ris(SHORT))
    coming = drop(by, id_, ris(SHORT, "b")).coming
    with pytest.raises(Refused, match="A collection holds 7 records at most"):
        actions.take_in(by=by, coming=coming, report=say_nothing)
    assert held(by, id_) == (1, SHORT)


def test_called_off_before_it_begins() -> None:
    by, ben = specialist(), specialist(name="Ben")
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    with pytest.raises(Refused, match="Only Ann can call it off"):
        actions.call_off(by=ben, coming=coming)
    named = waiting(by, id_).errand
    assert actions.call_off(by=by, coming=coming)
    assert (queries.coming(id_, by=by), lying()) == ([], [])
    assert errand(named).state is State.CANCELLED  # type: ignore[union-attr]
    with pytest.raises(Refused, match="was called off"):
        actions.call_off(by=by, coming=coming)


def test_called_off_while_it_is_taken_in() -> None:
    by = specialist()
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    Errand.objects.update(state=State.RUNNING)
    assert not actions.call_off(by=by, coming=coming)
    assert lying()

    def called_off(done: int, total: int, message: str = "") -> None:
        if done == total and Errand.objects.get().cancel_asked:
            raise Cancelled

    with pytest.raises(Cancelled):
        actions.take_in(by=by, coming=coming, report=called_off)
    assert (queries.coming(id_, by=by), lying(), Deposit.objects.count()) == ([], [], 0)


def test_a_colleague_takes_the_note_of_a_failure_away() -> None:
    by, ben = specialist(), specialist(name="Ben")
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    Errand.objects.update(state=State.FAILED, message="No.")
    with pytest.raises(NotAllowedError):
        actions.call_off(by=specialist("north", "Rea", Role.READER), coming=coming)
    assert actions.call_off(by=ben, coming=coming)
    assert queries.coming(id_, by=by) == []


def test_after_a_backup_was_put_back_it_says_that_the_file_is_gone() -> None:
    by = specialist()
    id_ = begin(by)
    coming = drop(by, id_, ris(LONG)).coming
    place_of(coming).unlink()
    with pytest.raises(Refused, match="a backup does not hold such files"):
        actions.take_in(by=by, coming=coming, report=say_nothing)


def test_an_expired_collection_lets_nothing_in_and_keeps_no_bytes() -> None:
    by = specialist()
    id_ = begin(by)
    first, then = (drop(by, id_, ris(LONG, seed)).coming for seed in "ab")
    actions.expire_collections(by=OPERATOR, today=date(2027, 3, 1))
    with pytest.raises(Refused, match="has expired"):
        actions.take_in(by=by, coming=first, report=say_nothing)
    assert lying() == [then]
    assert actions.clear_coming(by=CLOCK, now=NOW) == 1
    assert (lying(), ComingFile.objects.count()) == ([], 0)
    assert set(Errand.objects.values_list("state", flat=True)) == {State.CANCELLED}


def test_what_dead_processes_left_is_cleared() -> None:
    by = specialist()
    id_ = begin(by)
    failed = drop(by, id_, ris(LONG)).coming
    Errand.objects.update(state=State.FAILED, message="Begun three times.")
    alive = drop(by, id_, ris(LONG, "b")).coming
    place_of("aaaaaaaaaaaaa").write_text("left")
    place_of(".bbbbbbbbbbbbb").write_text("left half")
    beside = folder().parent / "something else"
    beside.write_text("not ours")
    assert actions.clear_coming(by=CLOCK, now=timezone.now()) == 1
    assert lying() == sorted([".bbbbbbbbbbbbb", "aaaaaaaaaaaaa", alive])
    assert actions.clear_coming(by=CLOCK, now=timezone.now() + timedelta(hours=2)) == 2
    assert actions.clear_coming(by=CLOCK, now=timezone.now() + timedelta(hours=2)) == 0
    assert lying() == [alive]
    assert beside.exists()
    assert {each.id for each in queries.coming(id_, by=by)} == {failed, alive}
    with pytest.raises(NotAllowedError):
        actions.clear_coming(by=by, now=NOW)


def test_so_many_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropping, "MOST_WAITING", 1)
    by = specialist()
    id_ = begin(by)
    drop(by, id_, ris(LONG))
    with pytest.raises(Refused, match="wait already"):
        drop(by, id_, ris(LONG, "b"))
    assert len(lying()) == 1


def test_who_is_no_person_waits_for_it() -> None:
    id_ = begin(OPERATOR)
    assert drop(OPERATOR, id_, ris(LONG)).deposit
    assert errands.run_next({}) is False
    assert held(OPERATOR, id_) == (1, LONG)
