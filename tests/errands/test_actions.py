"""An errand is run once, shows how far it is, and survives what happens to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from concordat.errands import actions, queries
from concordat.errands.models import Errand
from concordat.errands.words import Refused, Report, State

pytestmark = pytest.mark.django_db


def count_to(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    for step in range(payload["to"] + 1):
        report(step, payload["to"], f"at {step}")
    return {"counted": payload["to"]}


def ask(to: int = 3) -> str:
    return actions.ask(kind="count", title="Count", payload={"to": to}, asked_by="p1")


def state_of(errand: str) -> State:
    found = queries.errand(errand)
    assert found is not None
    return found.state


def test_an_errand_is_done_and_leaves_its_result() -> None:
    errand = ask()
    assert actions.run_next({"count": count_to})
    found = queries.errand(errand, asked_by="p1")
    assert found is not None
    assert found.over
    assert (found.state, found.result, found.done, found.total) == (
        State.DONE,
        {"counted": 3},
        3,
        3,
    )
    assert not actions.run_next({"count": count_to})


def test_the_oldest_goes_first_and_unknown_kinds_wait() -> None:
    first, second = ask(1), ask(2)
    assert not actions.run_next({"other": count_to})
    actions.run_next({"count": count_to})
    assert state_of(first) == State.DONE
    assert state_of(second) == State.WAITING


def test_nobody_else_sees_or_cancels_it() -> None:
    errand = ask()
    assert queries.errand(errand, asked_by="p2") is None
    assert not actions.cancel(public_id=errand, asked_by="p2")
    assert state_of(errand) == State.WAITING


def test_called_off_before_and_during() -> None:
    waiting = ask()
    assert actions.cancel(public_id=waiting, asked_by="p1")
    running = ask()

    def called_off_half_way(payload: dict[str, Any], report: Report) -> dict[str, Any]:
        actions.cancel(public_id=running, asked_by="p1")
        report(1, 1)
        raise AssertionError("the report must stop it")

    actions.run_next({"count": called_off_half_way})
    assert state_of(waiting) == state_of(running) == State.CANCELLED


def test_a_refusal_tells_its_reason_and_a_fault_does_not() -> None:
    def refuses(payload: dict[str, Any], report: Report) -> dict[str, Any]:
        raise Refused("The budget is below the cheapest offer.")

    def breaks(payload: dict[str, Any], report: Report) -> dict[str, Any]:
        raise KeyError("secret detail")

    refused = ask()
    actions.run_next({"count": refuses})
    broken = ask()
    actions.run_next({"count": breaks})
    one, other = queries.errand(refused), queries.errand(broken)
    assert one is not None
    assert other is not None
    assert one.message == "The budget is below the cheapest offer."
    assert "secret detail" not in other.message
    assert one.state == other.state == State.FAILED


def test_one_whose_process_died_is_run_again_but_not_for_ever() -> None:
    errand = ask()
    long_ago = timezone.now() - timedelta(hours=1)
    for attempt in range(1, actions.MOST_ATTEMPTS + 1):
        Errand.objects.update(state=State.RUNNING, heartbeat_at=long_ago, attempts=attempt)
        ran = actions.run_next({"count": count_to})
        assert ran == (attempt < actions.MOST_ATTEMPTS)
        if ran:
            assert state_of(errand) == State.DONE
    assert state_of(errand) == State.FAILED


def test_what_nobody_runs_is_told_apart_from_what_waits_its_turn() -> None:
    now = timezone.now()
    ask(), ask()
    later = now + timedelta(minutes=5)
    assert queries.left_lying(now=now) == 0
    assert queries.left_lying(now=later) == 2
    first = Errand.objects.order_by("pk")[0]
    Errand.objects.filter(pk=first.pk).update(state=State.RUNNING, heartbeat_at=later)
    assert queries.left_lying(now=later) == 0
    assert queries.left_lying(now=later + timedelta(minutes=5)) == 2


def test_the_log_says_how_far_it_is_and_not_what_it_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(actions, "LOGGED_EVERY", 0.0)
    caplog.set_level("INFO", "concordat.errands")
    errand = ask(1)
    actions.run_next({"count": count_to})
    assert f"errand {errand} (count): 100% done" in caplog.text
    assert "Count" not in caplog.text
    assert "at 1" not in caplog.text
