"""The numbers of a report add up, whatever was found where."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.enquiries.writing.tally import Tally, count
from concordat.evidence.words import Flow

HERE = "Here"


def test_what_we_found_and_a_file_gave_too_is_identified_and_a_copy() -> None:
    flow = Flow(identified=3, by_database=(("Embase", 3),), known=1, to_screen=3, included=3)
    tally = count(flow, here=HERE, found_here=[(1, ["a"])], taken_in=["a"])
    assert (tally.identified, tally.copies, tally.looked_at) == (4, 1, 3)
    assert tally.by_database == ((HERE, 1), ("Embase", 3))


def test_what_was_reported_and_not_taken_in_is_said() -> None:
    flow = Flow(identified=3, by_database=(("embase", 3),), to_screen=3)
    tally = count(flow, here=HERE, reported=[("Embase", 7), ("CINAHL", 2)])
    assert (tally.identified, tally.not_taken, tally.compared) == (9, 6, 3)


WORKS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(st.lists(WORKS, max_size=3), WORKS, WORKS, st.integers(0, 9), st.data())
def test_every_record_is_somewhere(
    found: list[list[str]], taken: list[str], beside: list[str], more: int, data: st.DataObject
) -> None:
    copies = data.draw(st.integers(0, 5))
    parts = [data.draw(st.integers(0, 5)) for _ in range(4)]
    flow = Flow(
        identified=copies + sum(parts),
        by_database=(("Embase", copies + sum(parts)),),
        copies=copies,
        to_screen=sum(parts),
        waiting=parts[0],
        conflicts=parts[1],
        included=parts[2],
        excluded=parts[3],
    )
    runs = [(len(each) + more, each) for each in found]
    reported = [("Embase", data.draw(st.integers(0, 20)))]
    tally = count(
        flow, here=HERE, found_here=runs, reported=reported, taken_in=taken, beside=beside
    )
    assert tally.identified == tally.not_taken + tally.copies + tally.looked_at
    left = flow.waiting + flow.conflicts + tally.excluded
    assert tally.looked_at == left + tally.included - tally.by_hand


def test_nothing_is_nothing() -> None:
    assert count(Flow(), here=HERE) == Tally(Flow())
