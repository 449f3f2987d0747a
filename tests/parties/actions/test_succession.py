"""A succession is one event, written whole or not at all, and rewrites nothing."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core import serializers

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    UNKNOWN_DAY,
    VISITOR,
    Certainty,
    PartGiven,
    PartyKind,
    SuccessionKind,
    SuccessionStatus,
    TieKind,
)
from tests.conftest import ROOT
from tests.parties.universe import absorb, agree, found

pytestmark = pytest.mark.django_db
ON = date(2023, 4, 1)


def everything_but_events() -> dict[str, str]:
    """Return all rows of the room as text, but for successions and the record of deeds."""
    left_out = {models.Succession, models.Part, models.AuditEntry, models.AuditHead}
    return {
        name: serializers.serialize("json", getattr(models, name).objects.order_by("pk"))
        for name in models.__all__
        if name != "ClosedRecordError" and getattr(models, name) not in left_out
    }


def test_history_is_never_rewritten() -> None:
    found("a", "b", "heir")
    agree("pact", "a", "b")
    actions.join(by=OPERATOR, party="a", since=date(2021, 1, 1))
    before = everything_but_events()
    then = queries.agreement("pact", on=date(2022, 1, 1))
    absorb("a", "heir", ON)
    assert everything_but_events() == before
    assert queries.agreement("pact", on=date(2022, 1, 1)) == then


def test_membership_passes_to_the_heir() -> None:
    found("a", "heir")
    actions.join(by=OPERATOR, party="a", since=date(2021, 1, 1))
    absorb("a", "heir", ON)

    def joined(slug: str, on: date) -> Certainty:
        view = queries.party(slug, on=on)
        assert view
        return view.joined

    assert joined("a", date(2023, 3, 31)) is Certainty.YES
    assert joined("heir", date(2023, 3, 31)) is Certainty.NO
    assert joined("a", ON) is Certainty.NO
    assert joined("heir", ON) is Certainty.YES


def test_announced_then_in_force() -> None:
    found("a", "heir")
    actions.succeed(
        by=OPERATOR,
        slug="announced",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("a", "heir")],
        on=None,
        status=SuccessionStatus.ANNOUNCED,
        announced_on=date(2025, 3, 13),
    )
    now = queries.holder_of("a", "", date(2026, 1, 1))
    ahead = queries.holder_of("a", "", date(2026, 1, 1), as_if=["announced"])
    assert now
    assert ahead
    assert not now.moved
    assert [h.party.slug for h in ahead.holders] == ["heir"]
    actions.bring_into_force(by=OPERATOR, slug="announced", on=date(2026, 4, 1))
    later = queries.holder_of("a", "", date(2026, 4, 1))
    assert later
    assert later.moved
    with pytest.raises(actions.WrongFactError, match="no announced succession"):
        actions.bring_into_force(by=OPERATOR, slug="announced", on=date(2026, 5, 1))


def announced(slug: str = "planned", **more: object) -> None:
    facts: dict[str, object] = {
        "kind": SuccessionKind.ABSORB,
        "parts": [PartGiven("a", "heir")],
        "on": date(2026, 4, 1),
        "status": SuccessionStatus.ANNOUNCED,
        "announced_on": date(2025, 3, 13),
    }
    actions.succeed(by=OPERATOR, slug=slug, **{**facts, **more})  # type: ignore[arg-type]


TODAY = date(2026, 1, 10)


def withdraw(slug: str = "planned", **more: object) -> None:
    facts: dict[str, object] = {
        "by": OPERATOR,
        "on": date(2025, 12, 1),
        "reason": "The bill\nfell.",
        "source": "https://example.org/bill",
        "today": TODAY,
    }
    actions.withdraw_succession(slug=slug, **{**facts, **more})  # type: ignore[arg-type]


def test_what_was_announced_is_withdrawn_and_moves_nothing() -> None:
    found("a", "heir")
    agree("pact", "a")
    days = [date(2025, 6, 1), date(2025, 12, 1), date(2027, 1, 1), None]
    before = [queries.agreement("pact", on=day) for day in days]
    announced()
    withdraw()
    event = queries.succession("planned")
    assert event
    assert (event.withdrawn_reason, event.withdrawn_source) == (
        "The bill fell.",
        "https://example.org/bill",
    )
    assert [event.status_on(day) for day in days if day] == [
        SuccessionStatus.ANNOUNCED,
        SuccessionStatus.WITHDRAWN,
        SuccessionStatus.WITHDRAWN,
    ]
    assert [queries.agreement("pact", on=day) for day in days] == before
    assert [queries.agreement("pact", on=day, as_if=["planned"]) for day in days] == before
    assert queries.affected_by("planned", by=OPERATOR) == []
    (entry,) = models.AuditEntry.objects.filter(deed="withdraw succession")
    assert "The bill fell." in repr(entry.changed)


def test_a_joint_name_goes_with_its_bodies_whatever_is_only_announced_of_it() -> None:
    found("a", "heir", "other")
    found("both", kind=PartyKind.JOINT_NAME)
    actions.tie(by=OPERATOR, party="a", to="both", kind=TieKind.ACTS_AS)
    absorb("a", "heir", ON)
    before = queries.holder_of("both", "", TODAY)
    assert before
    assert [each.party.slug for each in before.holders] == ["heir"]
    announced(parts=[PartGiven("both", "other")])
    assert queries.holder_of("both", "", TODAY) == before
    withdraw()
    assert queries.holder_of("both", "", TODAY) == before


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"slug": "nothing"}, "slug", "no announced succession"),
        ({"on": date(2025, 3, 12)}, "on", "cannot have been withdrawn before"),
        ({"on": date(2026, 1, 11)}, "on", "still to come"),
        ({"reason": " "}, "reason", "Write something"),
        ({"source": "x" * 5000}, "source", "signs at most"),
    ],
)
def test_a_withdrawal_that_cannot_be(change: dict[str, object], field: str, said: str) -> None:
    found("a", "heir")
    announced()
    with pytest.raises(actions.WrongFactError, match=said) as caught:
        withdraw(**change)  # type: ignore[arg-type]
    assert caught.value.field == field
    assert models.Succession.objects.get().status == SuccessionStatus.ANNOUNCED
    assert not models.AuditEntry.objects.filter(deed="withdraw succession").exists()


def test_only_an_announced_one_is_withdrawn_put_off_or_brought_into_force_and_once() -> None:
    found("a", "b", "heir")
    absorb("b", "heir", ON)
    announced()
    for deed in (
        lambda: withdraw("b-into-heir"),
        lambda: put_off("b-into-heir"),
        lambda: withdraw(by=VISITOR),
        lambda: put_off(by=VISITOR),
    ):
        with pytest.raises((actions.WrongFactError, actions.NotAllowedError)):
            deed()
    withdraw()
    for deed in (
        withdraw,
        put_off,
        lambda: actions.bring_into_force(by=OPERATOR, slug="planned", on=ON),
    ):
        with pytest.raises(actions.WrongFactError, match="it is withdrawn"):
            deed()
    with pytest.raises(actions.WrongFactError, match="Record it as announced"):
        announced("another", status=SuccessionStatus.WITHDRAWN)


def put_off(slug: str = "planned", **more: object) -> None:
    facts: dict[str, object] = {
        "by": OPERATOR,
        "on": date(2027, 4, 1),
        "reason": "No time\nin the House.",
        "today": TODAY,
    }
    actions.postpone_succession(slug=slug, **{**facts, **more})  # type: ignore[arg-type]


def test_what_is_put_off_keeps_the_day_that_was_planned() -> None:
    found("a", "heir")
    announced()
    put_off()
    put_off(on=UNKNOWN_DAY, reason="Nobody knows.")
    with pytest.raises(actions.WrongFactError, match="planned already"):
        put_off(on=UNKNOWN_DAY)
    with pytest.raises(actions.WrongFactError, match="after that day"):
        put_off(on=date(2020, 1, 1))
    event = queries.succession("planned")
    assert event
    assert (event.status, event.on) == (SuccessionStatus.ANNOUNCED, UNKNOWN_DAY)
    said = "Put off on 10 January 2026: planned for 1 April"
    assert event.note.splitlines() == [
        said + " 2026 until then. Reason: No time in the House.",
        said + " 2027 until then. Reason: Nobody knows.",
    ]


def test_who_looked_at_an_older_edition_is_told() -> None:
    found("a", "heir")
    announced()
    seen = models.Succession.objects.get().edition
    put_off(edition=seen)
    for deed in (withdraw, put_off):
        with pytest.raises(actions.ChangedMeanwhileError):
            deed(edition=seen)  # type: ignore[operator]
    assert models.Succession.objects.get().status == SuccessionStatus.ANNOUNCED


def test_a_new_name_has_its_date() -> None:
    found("a")
    actions.rename_party(by=OPERATOR, party="a", name="Alpha", short="AL", on=ON)
    views = [queries.party("a", on=day) for day in (date(2023, 3, 31), ON)]
    assert [view.name for view in views if view] == ["A", "Alpha"]
    assert [view.exists for view in views if view] == [Certainty.YES, Certainty.YES]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": [PartGiven("a", "nobody")]}, "parts"),
        ({"parts": [PartGiven("nobody", "a")]}, "parts"),
        ({"parts": [PartGiven("a", "a")]}, "parts"),
        ({"slug": ""}, "slug"),
        ({"slug": "a-into-heir"}, "slug"),
        ({"parts": [PartGiven("a", "b")]}, "parts"),  # a is gone
    ],
)
def test_what_cannot_be_recorded(change: dict[str, object], field: str) -> None:
    found("a", "b", "heir")
    absorb("a", "heir", ON)
    count = models.AuditEntry.objects.count()
    facts: dict[str, object] = {
        "by": OPERATOR,
        "slug": "new",
        "kind": SuccessionKind.ABSORB,
        "parts": [PartGiven("b", "heir")],
        "on": date(2024, 1, 1),
    }
    with pytest.raises(actions.WrongFactError) as caught:
        actions.succeed(**{**facts, **change})  # type: ignore[arg-type]
    assert caught.value.field == field
    assert models.Succession.objects.count() == 1
    assert models.AuditEntry.objects.count() == count


def test_only_some_may() -> None:
    found("a", "b")
    with pytest.raises(actions.NotAllowedError):
        actions.succeed(
            by=VISITOR,
            slug="x",
            kind=SuccessionKind.ABSORB,
            parts=[PartGiven("a", "b")],
            on=ON,
        )
    assert models.Succession.objects.count() == 0


_KILLED_EVERYWHERE = """
import json, os, signal, django
django.setup()
from django.core.management import call_command
from django.db import connection, connections
call_command("migrate", verbosity=0)
from concordat.parties import actions, models, queries
from datetime import date
from concordat.parties.words import OPERATOR, PartGiven, SuccessionKind, SuccessionStatus
from tests.parties.universe import found
found("a", "b", "c", "heir")

class Killer:
    def __init__(self, last):
        self.left = last
    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

def killed_everywhere(act, count):
    seen, statement = [], 0
    while True:
        statement += 1
        connections.close_all()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(Killer(statement)):
                act()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        rows = count()
        seen.append([os.waitstatus_to_exitcode(status), rows, queries.verify_audit().sound])
        if status == 0 or statement > 200 or rows[0]:
            return seen

def deeds(deed):
    return models.AuditEntry.objects.filter(deed=deed).count()

recorded = killed_everywhere(
    lambda: actions.succeed(by=OPERATOR, slug="three-into-one", kind=SuccessionKind.ABSORB,
        on=None, status=SuccessionStatus.ANNOUNCED,
        parts=[PartGiven(slug, "heir") for slug in "abc"]),
    lambda: [models.Succession.objects.count(), models.Part.objects.count(), deeds("succeed")])
withdrawn = killed_everywhere(
    lambda: actions.withdraw_succession(by=OPERATOR, slug="three-into-one",
        on=date(2026, 1, 1), today=date(2026, 1, 1), reason="It fell."),
    lambda: [models.Succession.objects.filter(status="withdrawn").count(),
        models.Succession.objects.exclude(edition=0).count(), deeds("withdraw succession")])
print(json.dumps([recorded, withdrawn]))
"""


def test_kill_9_after_any_statement_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Killed after each statement in turn, from the first read to the row of the record."""
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "x" * 60,
        "AUDIT_KEY": "key",
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    run = subprocess.run(
        [sys.executable, "-c", _KILLED_EVERYWHERE],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    recorded, withdrawn = json.loads(run.stdout.splitlines()[-1])
    for found_, whole, most in ((recorded, [1, 3, 1], 10), (withdrawn, [1, 1, 1], 5)):
        *killed, (_, rows, sound) = found_
        assert len(killed) > most, "it reads, writes and keeps a row"
        assert all(one == [-signal.SIGKILL, [0, 0, 0], True] for one in killed), killed
        assert (rows, sound) == (whole, True)
