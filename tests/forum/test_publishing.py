"""What published minutes let everybody know of a decision: their words, and nothing withheld."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from concordat.forum import sentences
from concordat.forum.minutes import withhold
from concordat.forum.publishing import Shown, archived, public_part
from concordat.forum.words import (
    CitationKind,
    CitationView,
    DecisionRef,
    DecisionView,
    PositionView,
    Quorum,
    RuleOutcome,
    Stance,
)
from concordat.parties.words import PartyRef

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
MARL, TOLLEN = PartyRef("marl", "Marl Vale"), PartyRef("tollen", "Tollen")


def position(party: PartyRef, stance: Stance, reasons: str = "") -> PositionView:
    return PositionView(party, stance, reasons, (), "Somebody", NOW)


def made(number: str = "2026/1", **more: object) -> DecisionView:
    facts: dict[str, object] = {
        "id": "x",
        "forum": "forum",
        "forum_name": "The forum",
        "meeting": "m",
        "item": "i",
        "number": number,
        "text": "Buy the library from Acme.",
        "reasons": "It is cheap.\nIt is near.",
        "at": NOW,
        "quorate": True,
        "chairs_action": False,
        "ratified_by": "",
        "quorum": Quorum((RuleOutcome("At least 3 people present.", 3, 3, ("Iona",)),)),
        "citations": (
            CitationView(CitationKind.WORK, "w", "Salt and water", "revision 1"),
            CitationView(CitationKind.SCENARIO, "s", "The cut", "made 2026-01-01", "9f2c"),
        ),
        "positions": (position(MARL, Stance.OBJECT, "Too dear,\nwe think."),),
        "owner": TOLLEN,
        "review_on": date(2027, 5, 3),
        "replaces": DecisionRef("old", "2025/9"),
    }
    return DecisionView(**{**facts, **more})  # type: ignore[arg-type]


def draft(*decisions: DecisionView) -> str:
    """Return minutes of one item, as a first draft has them."""
    lines = ["# Quorum", *map(sentences.counted, decisions[0].quorum.outcomes), "# 1. A matter"]
    lines += [sentences.position(each) for each in decisions[0].positions]
    lines += [line for each in decisions for line in sentences.of_decision(each)]
    return "\n".join([*lines, "# Actions", "None."])


def part(text: str, *redactions: tuple[str, str], decision: DecisionView | None = None) -> Shown:
    found = public_part(text, redactions, decision or made(), heading="1. A matter")
    assert found is not None
    return found


def test_all_that_the_minutes_say_is_public() -> None:
    found = part(draft(made()))
    assert (found.text, found.reasons) == (
        "Buy the library from Acme.",
        "It is cheap.\nIt is near.",
    )
    assert (found.owner, found.review, found.replaces) == (True, True, True)
    assert found.citations == (0, 1)
    assert found.positions == ((0, "Too dear, we think."),)
    assert found.quorum == (0,)


def test_what_the_minutes_leave_out_is_not() -> None:
    text = "# 1. A matter\nDecision 2026/1: Something was bought.\n# Actions"
    assert part(text) == Shown("Something was bought.", said=(text.splitlines()[1],))
    assert public_part("# 1. A matter\nSomething was bought.", (), made()) is None


def test_a_passage_withheld_anywhere_is_withheld_here() -> None:
    text = draft(made())
    assert part(text, ("Acme", "in talks")).text == "Buy the library from [withheld: in talks]."
    assert part(text, ("cheap", "r")).reasons == "It is [withheld: r].\nIt is near."
    assert part(text, ("Salt", "r")).citations == (1,)
    assert part(text, ("9f2c", "r")).citations == (0,)
    assert not part(text, ("Tollen", "r")).owner
    assert not part(text, ("May 2027", "r")).review
    assert not part(text, ("2025/9", "r")).replaces
    assert part(text, ("Marl Vale", "r")).positions == ()
    assert part(text, ("dear", "r")).positions == ((0, "Too [withheld: r], we think."),)
    assert part(text, ("There were 3", "r")).quorum == ()
    assert public_part(text, (("2026/1", "r"),), made()) is None


def test_a_passage_over_several_lines_leaves_nothing_of_them() -> None:
    other = made("2026/2", text="Ask Tollen.", reasons="", citations=())
    text = draft(made(), other)
    over = "from Acme.\nWhy: It is cheap.\nWhy: It is near.\nRests on: work Salt"
    first = part(text, (over, "r"))
    assert first.text == "Buy the library [withheld: r]"
    assert (first.reasons, first.citations) == ("[withheld: r]\n[withheld: r]", (1,))
    assert part(text, (over, "r"), decision=other).text == "Ask Tollen."


def test_a_decision_is_not_taken_for_another() -> None:
    """Neither by the beginning of its number, nor by words that another has too."""
    tenth = made("2026/10", text="The tenth.", owner=None)
    text = draft(tenth)
    assert public_part(text, (), made()) is None
    first = made("2026/1", text="The first.")
    both = draft(tenth, first)
    assert not part(both, decision=made("2026/10", text="The tenth.")).owner
    assert part(both, decision=first).owner
    longer = CitationView(CitationKind.WORK, "w2", "Salt", "revision 12")
    shorter = CitationView(CitationKind.WORK, "w1", "Salt", "revision 1")
    cites = made(citations=(shorter, longer))
    assert part(draft(cites), ("Salt, revision 1;", "r"), decision=cites).citations == (1,)


def test_the_chairs_action_is_named_where_it_was_ratified() -> None:
    acted = made(item="", positions=(), chairs_action=True, ratified_by="later")
    lines = list(sentences.of_decision(acted, head=sentences.CHAIRS_ACTION))
    text = "\n".join(["# 4. Ratify", *lines, "Decision 2026/7: Ratified."])
    found = part(text, decision=acted)
    assert found.text == "Buy the library from Acme."
    assert found.owner
    waiting = made(chairs_action=True)
    assert part(draft(waiting), decision=waiting).text == "Buy the library from Acme."


def test_the_words_kept_say_what_is_public_and_no_more() -> None:
    text = draft(made())
    found = part(text, ("Acme", "in talks"), ("dear", "price"))
    kept = archived(found, made(), meeting="Spring", decided=NOW.date(), on=date(2026, 6, 1))
    assert kept.splitlines() == [
        "# Decision 2026/1, The forum",
        "Decided on 3 May 2026.",
        "Published with the minutes of Spring on 1 June 2026.",
        "Decision 2026/1: Buy the library from [withheld: in talks].",
        "Why: It is cheap.",
        "Why: It is near.",
        "Rests on: "
        + "; ".join(
            ("work Salt and water, revision 1", "scenario The cut, made 2026-01-01, SHA-256 9f2c.")
        ),
        "Seen to by Tollen.",
        "To be reviewed on 3 May 2027.",
        "Replaces decision 2025/9.",
        "# Positions of parties",
        "- Marl Vale: objects, with reasons. Too [withheld: price], we think.",
        "# Quorum",
        "- At least 3 people present. There were 3.",
    ]


@given(
    st.text("ab\n", max_size=12),
    st.text("ab\n", max_size=12),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40)), min_size=1, max_size=3),
)
def test_every_word_of_it_stands_in_the_published_minutes(
    words: str, reasons: str, cuts: list[tuple[int, int]]
) -> None:
    """Whatever is withheld: the words for the public are lines of what the public reads."""
    decision = made(text=f"x{words}", reasons=reasons)
    text = draft(decision, made("2026/2", text="Another."))
    passages = [text[at : at + most].strip() for at, most in cuts]
    redactions = [(passage, "#") for passage in passages if passage]
    public = withhold(text, redactions)
    found = public_part(text, redactions, decision, heading="1. A matter")
    if found is None:
        return
    marked = public.replace("[withheld: #]", "#")
    for line in (*found.text.splitlines(), *found.reasons.splitlines()):
        for piece in line.replace("[withheld: #]", "#").split("#"):
            assert piece.strip() in marked
    for at in found.citations:
        assert sentences.cited(decision.citations[at]) in public
    for at, _ in found.positions:
        assert sentences.stands(decision.positions[at]) in public
    assert not found.owner or sentences.owner(decision) in public
