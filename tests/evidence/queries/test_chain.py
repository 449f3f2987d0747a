"""The chain both ways, merges, what is unknown, what is private."""

import json
from pathlib import Path

import pytest

from concordat.evidence import actions, queries
from concordat.evidence.models import Work
from concordat.evidence.words import Chain, Identifier, Moved, Underpinning
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import OPERATOR, VISITOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, str]:
    """A trial, a review that rests on it, guidance that rests on the review; and a loner."""
    names = ("trial", "review", "guidance", "loner", "copy")
    lines = [
        {
            "title": f"The invented {name} of Nowhere",
            "identifiers": [{"scheme": "doi", "value": f"10.5555/{name}"}],
            "source": "invented",
        }
        for name in names
    ]
    (tmp_path / "works.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    actions.load_world(folder=tmp_path, by=OPERATOR)
    found = {}
    for name in names:
        view = queries.work_named(f"doi:10.5555/{name}", by=VISITOR)
        assert view is not None
        assert not isinstance(view, Moved)
        found[name] = view.id
    say(found["review"], "doi:10.5555/trial", Underpinning.SUPPORTS, "Table 2")
    say(found["guidance"], "doi:10.5555/review", Underpinning.SUPPORTS, "1.2")
    say(found["guidance"], "doi:10.5555/absent", Underpinning.CITED, "")
    return found


def say(work: str, lower: str, role: Underpinning, locator: str) -> None:
    scheme, _, value = lower.partition(":")
    actions.underpin(
        work=work,
        identifier=Identifier(scheme, value),
        role=role,
        locator=locator,
        source="A list",
        by=OPERATOR,
    )


def chain(id_: str) -> Chain:
    found = queries.chain(id_, by=VISITOR)
    assert isinstance(found, Chain)
    return found


def test_from_a_trial_up_to_guidance_and_back_down(ids: dict[str, str]) -> None:
    up, down = chain(ids["trial"]), chain(ids["guidance"])
    assert {(each.key, each.level) for each in up.works} == {
        (ids["trial"], 0),
        (ids["review"], 1),
        (ids["guidance"], 2),
    }
    assert {(each.key, each.level) for each in down.works} == {
        (ids["trial"], -2),
        (ids["review"], -1),
        (ids["guidance"], 0),
        ("doi:10.5555/absent", -1),
    }
    assert {(hop.upper, hop.lower, hop.role, hop.locator) for hop in up.hops} == {
        (ids["review"], ids["trial"], "supports", "Table 2"),
        (ids["guidance"], ids["review"], "supports", "1.2"),
    }


def test_what_nobody_recorded_is_unknown_and_not_blank(ids: dict[str, str]) -> None:
    assert chain(ids["loner"]).unknown == ((ids["loner"], "below"), (ids["loner"], "above"))
    assert (ids["trial"], "below") in chain(ids["trial"]).unknown
    assert ("doi:10.5555/absent", "below") in chain(ids["guidance"]).unknown
    absent = next(each for each in chain(ids["guidance"]).works if not each.held)
    assert (absent.kind, absent.standing) == ("", "")


def test_a_chain_follows_merges_at_either_end(ids: dict[str, str]) -> None:
    kept = actions.merge(work=ids["copy"], other=ids["trial"], reason="same", by=OPERATOR)
    assert {each.key for each in chain(kept).works} == {kept, ids["review"], ids["guidance"]}
    gone = ids["trial"] if kept == ids["copy"] else ids["copy"]
    assert queries.chain(gone, by=VISITOR) == Moved(kept)


def test_what_is_private_is_not_in_a_chain(ids: dict[str, str]) -> None:
    Work.objects.filter(public_id=ids["review"]).update(visibility="own party")
    assert {each.key for each in chain(ids["trial"]).works} == {ids["trial"]}
    assert queries.chain(ids["review"], by=VISITOR) is None


def test_ties_of_the_general_kind_count(ids: dict[str, str]) -> None:
    actions.link(work=ids["loner"], relation="rests on", to=ids["trial"], by=OPERATOR)
    assert ids["loner"] in {each.key for each in chain(ids["trial"]).works}
    assert ids["trial"] in {each.key for each in chain(ids["loner"]).works}


def test_everything_that_rests_on_a_work_with_its_way(ids: dict[str, str]) -> None:
    found = queries.resting_on(ids["trial"], by=OPERATOR)
    assert [each.path for each in found] == [
        (ids["trial"], ids["review"]),
        (ids["trial"], ids["review"], ids["guidance"]),
    ]


def test_a_tie_needs_a_right_a_source_and_two_works(ids: dict[str, str]) -> None:
    given = {"work": ids["trial"], "role": Underpinning.CITED, "source": "A list"}
    with pytest.raises(NotAllowedError):
        actions.underpin(lower=ids["review"], by=VISITOR, **given)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="itself"):
        actions.underpin(lower=ids["trial"], by=OPERATOR, **given)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="either"):
        actions.underpin(by=OPERATOR, **given)  # type: ignore[arg-type]
    given["source"] = " "
    with pytest.raises(ValueError, match="who says"):
        actions.underpin(lower=ids["review"], by=OPERATOR, **given)  # type: ignore[arg-type]


def test_a_loop_ends(ids: dict[str, str]) -> None:
    say(ids["trial"], "doi:10.5555/guidance", Underpinning.CITED, "")
    assert len(chain(ids["trial"]).works) == 4
    assert len(queries.resting_on(ids["trial"], by=OPERATOR, hops=5)) == 2
