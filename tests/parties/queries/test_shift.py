"""An event looked at before it is recorded moves what it moves when it is."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    UNKNOWN_DAY,
    Affected,
    Day,
    PartGiven,
    SuccessionKind,
    SuccessionStatus,
)
from tests.parties.universe import absorb, agree, found

pytestmark = pytest.mark.django_db
ON = date(2023, 4, 1)


def told(found: list[Affected]) -> list[tuple[str, str, str, tuple[str, ...], int]]:
    return sorted(
        (e.kind, e.id, e.before.slug, tuple(h.party.slug for h in e.after), len(e.decisions))
        for e in found
    )


def test_looking_writes_nothing() -> None:
    found("a", "heir")
    agree("pact", "a")
    rows = models.AuditEntry.objects.count()
    event = queries.draft(kind=SuccessionKind.ABSORB, parts=[PartGiven("a", "heir")], on=Day.of(ON))
    assert [each.kind for each in queries.affected_by(event, by=OPERATOR)] == ["signature"]
    assert models.Succession.objects.count() == 0
    assert models.AuditEntry.objects.count() == rows


_PARTS = st.lists(
    st.builds(
        PartGiven,
        st.sampled_from(["a", "b"]),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["", "evidence", "protection"]),
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_PARTS, st.sampled_from(SuccessionKind), st.booleans())
def test_a_draft_shows_what_the_recorded_event_moves(
    parts: list[PartGiven], kind: SuccessionKind, announced: bool
) -> None:
    from django.db import transaction

    with transaction.atomic():
        found("a", "b", "x", "y")
        agree("pact", "a", "b", function="evidence")
        agree("treaty", "b")
        status = SuccessionStatus.ANNOUNCED if announced else SuccessionStatus.IN_FORCE
        day = None if announced else Day.of(ON)
        event = queries.draft(kind=kind, parts=parts, on=day, title="It", status=status)
        if not queries.faults_in(event):
            ahead = told(queries.affected_by(event, by=OPERATOR))
            actions.succeed(
                by=OPERATOR, slug="it", kind=kind, parts=parts, on=day, status=status, title="It"
            )
            assert told(queries.affected_by("it", by=OPERATOR)) == ahead
        else:
            with pytest.raises(actions.WrongFactError):
                actions.succeed(
                    by=OPERATOR, slug="it", kind=kind, parts=parts, on=day, status=status
                )
        transaction.set_rollback(True)


def test_faults_are_said_before_anything_is_recorded() -> None:
    found("a", "b", "heir")
    absorb("a", "heir", ON)
    event = queries.draft(
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("a", "b"), PartGiven("nobody", "b")],
        on=Day.of(date(2024, 1, 1)),
    )
    assert queries.faults_in(event) == [
        "There is no party “nobody”.",
        "a was gone by then: it had nothing to give.",
    ]


def test_other_rooms_ask_by_slug() -> None:
    found("a", "heir")
    event = queries.draft(
        kind=SuccessionKind.ABSORB, parts=[PartGiven("a", "heir")], on=UNKNOWN_DAY
    )
    shift = queries.shift(event)
    assert shift
    assert list(shift.moved) == ["a"]
    (public_id,) = shift.ids
    for name in ("a", public_id):
        line = shift.affected("a room", "thing", "Label", "id", name)
        assert [h.party.slug for h in line.after] == ["heir"]
        assert line.before.slug == "a"
    assert queries.shift("no such event") is None


def test_who_gave_to_the_giver_before_is_moved_with_it() -> None:
    found("a", "b", "heir", "apart")
    absorb("a", "b", date(2020, 1, 1))
    absorb("apart", "b", date(2024, 1, 1))  # after the day of the event: nothing of it yet
    event = queries.draft(kind=SuccessionKind.ABSORB, parts=[PartGiven("b", "heir")], on=Day.of(ON))
    shift = queries.shift(event)
    assert shift
    assert set(shift.moved) == {"a", "b"}
    assert set(queries.holdings_of("b", on=ON)) == {
        view.id for view in queries.parties(slugs=["a", "b"])
    }
