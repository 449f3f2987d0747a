"""Every action of every room writes one row of the audit record, on every way through it."""

from pathlib import Path

import pytest

from tests.house.audit_paths import House
from tests.house.test_contracts import SOURCE

ONE = frozenset({1})
MAYBE = frozenset({0, 1})
#: Nothing is changed by the second time, or when there is nothing to do: nothing to record.
CHANGE_NOTHING = {
    "delivery.acknowledge",
    "delivery.begin_version",
    "delivery.confirm",
    "delivery.publish_draft",
    "delivery.publish_pack",
    "delivery.stop",
    "delivery.tell_holders",
    "enquiries.send_letters",
    "evidence.clear_coming",
    "evidence.link",
    "evidence.underpin",
    "forum.send_letters",
    "investment.load_holdings",
    "investment.load_usage",
    "investment.solve_cut",
    "parties.load_agreements",
    "parties.load_directory",
    "parties.load_parties",
    "parties.load_people",
    "parties.revoke_token",
    "search.index_works",
}
#: Why some write several rows, or cannot be followed by reading.
OTHERWISE = {
    "delivery.load_packs": "publishes each pack by the action for one",
    "delivery.notice_falls": "a row for each work that fell, in a transaction of its own",
    "delivery.write_alerts": "a row for each letter, in a transaction of its own",
    "enquiries.ask_use": "a row for each request, in a transaction of its own",
    "enquiries.forget_requesters": "a row for each request, in a transaction of its own",
    "enquiries.load_demo": "answers each question by the action for one",
    "enquiries.tell_falls": "a row for each record that fell, in a transaction of its own",
    "evidence.deposit": "tries again when somebody was quicker; the row comes with success",
    "evidence.drop": "takes a short file in as a deposit, or puts a long one in the queue",
    "evidence.take_in": "is a deposit; the second time there is nothing to do",
    "evidence.expire_collections": "a row for each collection, in a transaction of its own",
    "evidence.load_underpinning": "ties each pair of works by the action for one",
    "forum.load_demo": "made of other actions, each with its row",
    "investment.load_demo": "made of other actions, each with its row",
    "parties.answer_request": "who has no account is invited, a deed that can be withdrawn alone",
    "delivery.leave_receipts": "a receipt is itself the record of a delivery, kept in a file",
    "delivery.take_in_receipts": "brings those records from the file into the database",
}


@pytest.fixture(scope="module")
def found() -> dict[str, frozenset[int]]:
    return dict(House(SOURCE).actions())


def test_each_action_writes_one_row(found: dict[str, frozenset[int]]) -> None:
    assert len(found) > 140
    wrong = {
        name: sorted(counts)
        for name, counts in found.items()
        if counts != (MAYBE if name in CHANGE_NOTHING else ONE) and name not in OTHERWISE
    }
    assert not wrong, f"rows of the audit record that a call may write: {wrong}"


def test_no_exception_has_outlived_its_reason(found: dict[str, frozenset[int]]) -> None:
    stale = {name for name in {*CHANGE_NOTHING, *OTHERWISE} if found.get(name, ONE) == ONE}
    assert not stale


RULES = """
from concordat.parties.actions.audit import note

def none(*, by): pass
def one(*, by): note(by=by)
def raises(*, by):
    if by: raise ValueError
    note(by=by)
def branches(*, by):
    if by:
        note(by=by)
        return 1
    note(by=by)
def forgets(*, by):
    if by:
        return 0
    note(by=by)
def twice(*, by):
    note(by=by)
    one(by=by)
def each(*, by):
    for _ in by:
        note(by=by)
def looks(*, by):
    for one_of in by:
        if one_of:
            break
    else:
        raise ValueError
    note(by=by)
def tries(*, by):
    try:
        by.go()
    except OSError:
        raise ValueError
    note(by=by)
def matched(*, by):
    match by:
        case 1:
            note(by=by)
        case _:
            note(by=by)
"""


def test_the_judge_itself_counts_right(tmp_path: Path) -> None:
    """Or the test above would prove nothing."""
    for room, text in (("parties", "def note(*, by): pass\n"), ("other", RULES)):
        folder = tmp_path / "concordat" / room / "actions"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(text if room == "other" else "", encoding="utf-8")
        (folder / "audit.py").write_text(text if room == "parties" else "", encoding="utf-8")
    counted = {
        name.removeprefix("other."): sorted(counts)
        for name, counts in House(tmp_path / "concordat").actions()
    }
    assert counted == {
        "none": [0],
        "one": [1],
        "raises": [1],
        "branches": [1],
        "forgets": [0, 1],
        "twice": [2],
        "each": [0, 1, 2],
        "looks": [1],
        "tries": [1],
        "matched": [0, 1],  # a match may fall through: say what is left with raise
    }
