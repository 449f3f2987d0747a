"""A work falls: holders are told by the way they got it, owners decide, nothing is lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from concordat.delivery import actions, queries
from concordat.delivery.models import Fall, OwnerTask, RecallNotice, Receipt
from concordat.delivery.recall.letters import Letter
from concordat.delivery.words.recall import Channel, Outcome
from concordat.evidence import actions as evidence
from concordat.evidence.words import Identifier, Standing, Underpinning
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import CLOCK, OPERATOR, VISITOR
from tests.delivery.fallen import Nowhere, give_pack, named, retract

pytestmark = pytest.mark.django_db


def test_whoever_got_it_is_told_and_whoever_did_not_is_not(nowhere: Nowhere) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    give_pack(nowhere, channel=Channel.MAIL, mail="post@example.org")
    give_pack(nowhere, channel=Channel.API, client="a hub")
    give_pack(nowhere)  # a visitor: nobody is known
    assert actions.notice_falls(by=CLOCK) == 0
    retract(nowhere)
    assert actions.notice_falls(by=CLOCK) == 1
    assert actions.tell_holders(by=CLOCK) == 3
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@example.org", "post@example.org"]
    text = mail.outbox[0].body
    assert "Journal of Nowhere" in text
    assert "/recall/seen/" in text
    assert mail.outbox[0].subject == "Retracted: The invented trial of salt"
    api = RecallNotice.objects.get(channel="api")
    assert api.told_how == "standing in each answer, and the list of falls"
    mail.outbox.clear()
    assert (actions.notice_falls(by=CLOCK), actions.tell_holders(by=CLOCK)) == (0, 0)
    assert not mail.outbox


def test_a_receipt_after_the_fall_calls_for_no_letter(nowhere: Nowhere) -> None:
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    give_pack(nowhere, person=nowhere.ada.person)
    assert actions.take_in_receipts(by=CLOCK) == 1
    assert RecallNotice.objects.count() == 0


def test_a_receipt_that_waits_on_the_disk_counts(nowhere: Nowhere) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    retract(nowhere)
    assert Receipt.objects.count() == 0
    actions.notice_falls(by=CLOCK)
    assert RecallNotice.objects.count() == 1


def test_receipts_are_taken_in_once_and_a_torn_line_harms_nothing(nowhere: Nowhere) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    file = Path(settings.DATA_DIR) / "receipts" / "receipts.jsonl"
    whole = file.read_text()
    file.write_text(whole + whole + whole[: len(whole) // 2])
    assert actions.take_in_receipts(by=CLOCK) == 1
    file.write_text(whole)
    assert actions.take_in_receipts(by=CLOCK) == 0
    assert not file.exists()


def test_receipts_survive_a_kill_between_file_and_database(
    nowhere: Nowhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    with monkeypatch.context() as patch:
        patch.setattr(Receipt.objects, "bulk_create", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.take_in_receipts(by=CLOCK)
    give_pack(nowhere, channel=Channel.API, client="a hub")
    assert actions.take_in_receipts(by=CLOCK) == 2


def test_a_letter_that_cannot_go_is_tried_again_and_shown(nowhere: Nowhere) -> None:
    give_pack(nowhere, channel=Channel.MAIL, mail="post@example.org")
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    now = datetime.now(UTC) + timedelta(seconds=5)
    sent: list[tuple[str, Letter]] = []

    def broken(address: str, letter: Letter) -> None:
        raise ConnectionRefusedError("nobody answers at port 25")

    assert actions.tell_holders(by=CLOCK, carry=broken, now=now) == 0
    (notice,) = queries.holders(Fall.objects.get().public_id, by=OPERATOR)
    assert notice.trouble == "Attempt 1 failed: nobody answers at port 25"
    later = now + timedelta(seconds=61)
    assert actions.tell_holders(by=CLOCK, carry=lambda *given: sent.append(given), now=now) == 0
    assert actions.tell_holders(by=CLOCK, carry=lambda *given: sent.append(given), now=later) == 1
    assert [address for address, _ in sent] == ["post@example.org"]


def test_who_has_not_seen_it_yet(nowhere: Nowhere) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    give_pack(nowhere, channel=Channel.API, client="a hub")
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    fall = Fall.objects.get().public_id
    assert [each.seen_at for each in queries.holders(fall, by=OPERATOR)] == ["", ""]
    key = RecallNotice.objects.get(channel="page").key
    assert actions.acknowledge(key=key, by=VISITOR)
    assert not actions.acknowledge(key="guessed", by=VISITOR)
    holders = queries.holders(fall, by=OPERATOR)
    assert [(each.holder, each.seen_how) for each in holders] == [("a hub", ""), ("Ada", "said so")]
    assert queries.holders(fall, by=VISITOR) == []
    assert queries.holders(fall, by=nowhere.eve) == []
    view = queries.fall(fall)
    assert view is not None
    assert (view.holders, view.seen) == (2, 1)


def test_fetching_it_again_with_its_mark_is_seeing_it(nowhere: Nowhere) -> None:
    give_pack(nowhere, channel=Channel.API, client="a hub")
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    Fall.objects.update(at=datetime.now(UTC) - timedelta(minutes=1))
    give_pack(nowhere, channel=Channel.API, client="a hub")
    actions.take_in_receipts(by=CLOCK)
    assert RecallNotice.objects.get().seen_how == "opened it with its mark"


def test_owners_within_two_hops_and_of_packs_have_a_task(nowhere: Nowhere) -> None:
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    tasks = queries.tasks(by=OPERATOR)
    assert {(each.kind, each.owner) for each in tasks} == {
        ("guidance", "board"),
        ("pack", "library"),
    }
    guidance = next(each for each in tasks if each.kind == "guidance")
    assert guidance.path == (nowhere.trial, nowhere.review, nowhere.guidance)
    assert [each.subject for each in queries.tasks(by=nowhere.bob)] == [nowhere.guidance]


def test_a_task_ends_with_a_reason_by_who_may_and_only_once(nowhere: Nowhere) -> None:
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    task = OwnerTask.objects.get(kind="guidance").public_id
    with pytest.raises(NotAllowedError):
        actions.answer_task(task=task, outcome=Outcome.UPDATE, reason="x", seen=1, by=nowhere.eve)
    with pytest.raises(NotAllowedError):
        actions.answer_task(task=task, outcome=Outcome.UPDATE, reason="x", seen=1, by=nowhere.ada)
    with pytest.raises(ValueError, match="reason"):
        actions.answer_task(task=task, outcome=Outcome.UPDATE, reason=" ", seen=1, by=nowhere.bob)
    actions.answer_task(
        task=task, outcome=Outcome.NO_CHANGE, reason="Other trials say it.", seen=1, by=nowhere.bob
    )
    with pytest.raises(actions.AnsweredError, match="Bob answered “no change”"):
        actions.answer_task(task=task, outcome=Outcome.UPDATE, reason="x", seen=1, by=nowhere.bob)
    answered = queries.task(task)
    assert answered is not None
    assert (answered.outcome, answered.decided_by) == ("no change", "Bob")


def test_a_work_that_stands_again_and_falls_again(nowhere: Nowhere) -> None:
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    evidence.set_standing(
        work=nowhere.trial, standing=Standing.CURRENT, on="2014", source="The journal", by=OPERATOR
    )
    actions.notice_falls(by=CLOCK)
    assert Fall.objects.get().ended_at is not None
    evidence.set_standing(
        work=nowhere.trial, standing=Standing.CONCERN, on="2015", source="The journal", by=OPERATOR
    )
    actions.notice_falls(by=CLOCK)
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    assert [(each.standing, bool(each.ended_at)) for each in queries.falls()] == [
        ("retracted", True),
        ("expression of concern", True),
        ("retracted", False),
    ]


def test_a_work_that_came_fallen_is_no_news(nowhere: Nowhere, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    line = {
        "title": "An invented trial that came retracted",
        "identifiers": [{"scheme": "doi", "value": "10.5555/came"}],
        "status": [{"relation": "retracted"}],
        "source": "invented",
    }
    (folder / "works.jsonl").write_text(json.dumps(line) + "\n")
    evidence.load_world(folder=folder, by=OPERATOR)
    actions.notice_falls(by=CLOCK)
    assert Fall.objects.get().arrived
    assert queries.falls() == []


def test_a_merge_hides_no_holder(nowhere: Nowhere) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    kept = evidence.merge(
        work=nowhere.trial, other=nowhere.review, reason="the same, say we", by=OPERATOR
    )
    retract(nowhere, work=kept)
    actions.notice_falls(by=CLOCK)
    assert RecallNotice.objects.count() == 1


@pytest.mark.parametrize("way", ["evidence link", "identifier", "general tie"])
def test_what_comes_to_rest_on_a_fallen_work_gets_a_task_too(nowhere: Nowhere, way: str) -> None:
    trial = Identifier("doi", "10.5555/trial")
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    before = {task.subject for task in queries.tasks(by=OPERATOR)}
    late = _guidance(nowhere, "late")
    assert late not in before
    if way == "general tie":
        evidence.link(work=late, relation="rests on", to=nowhere.review, by=OPERATOR)
    else:
        lower = {"lower": nowhere.review} if way == "evidence link" else {"identifier": trial}
        evidence.underpin(
            work=late, role=Underpinning.SUPPORTS, source="A list", by=OPERATOR, **lower
        )
    assert actions.notice_falls(by=CLOCK) == 0
    (task,) = [each for each in queries.tasks(by=OPERATOR) if each.subject == late]
    assert task.path[0] == nowhere.trial
    assert task.path[-1] == late
    actions.notice_falls(by=CLOCK)
    assert len(queries.tasks(by=OPERATOR)) == len(before) + 1, "asked once"


def test_a_tie_to_what_stands_asks_nobody(nowhere: Nowhere) -> None:
    actions.notice_falls(by=CLOCK)
    late = _guidance(nowhere, "late")
    evidence.link(work=late, relation="rests on", to=nowhere.trial, by=OPERATOR)
    actions.notice_falls(by=CLOCK)
    assert queries.tasks(by=OPERATOR) == []


def _guidance(world: Nowhere, name: str) -> str:
    """Load another piece of guidance of the board; return its public id."""
    folder = Path(settings.DATA_DIR) / name
    folder.mkdir()
    line = {
        "title": f"Later guidance: {name}",
        "year": 2015,
        "identifiers": [{"scheme": "doi", "value": f"10.5555/{name}"}],
        "source": "invented",
        "party": "board",
        "kind": "guidance",
    }
    (folder / "works.jsonl").write_text("")
    (folder / "guidance.jsonl").write_text(json.dumps(line) + "\n")
    evidence.load_world(folder=folder, by=OPERATOR)
    return named(name).id
