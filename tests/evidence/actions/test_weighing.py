"""What stands, of all that was said."""

from itertools import permutations

import pytest

from concordat.evidence.actions.weighing import GRAVITY, NOTHING, Said, weigh
from concordat.evidence.words import Standing

RETRACTED = Said(Standing.RETRACTED, 1, on="2020-05-01", source="PubMed")
CORRECTED = Said(Standing.CORRECTED, 2, on="2021-01-01", source="PubMed")


def test_every_standing_has_a_gravity() -> None:
    assert set(GRAVITY) == set(Standing)


def test_nothing_said_is_published() -> None:
    assert weigh([]) is NOTHING


def test_a_retraction_is_not_hidden_by_a_later_correction() -> None:
    assert weigh([RETRACTED, CORRECTED]) == RETRACTED


def test_the_latest_statement_by_its_own_date_is_the_ground() -> None:
    listed = Said(Standing.UNCHECKED, 9, on="2014", stated=True)
    checked = Said(Standing.CURRENT, 1, on="2025-03", stated=True, by_person=True)
    assert weigh([listed, checked]) == checked


def test_a_person_clears_what_was_reported_so_far_and_no_more() -> None:
    reinstated = Said(Standing.PUBLISHED, 3, on="2022", stated=True, by_person=True)
    again = Said(Standing.RETRACTED, 4, on="2023")
    assert weigh([RETRACTED, reinstated]) == reinstated
    assert weigh([RETRACTED, reinstated, again]) == again


def test_a_file_that_lists_a_work_as_current_clears_no_retraction() -> None:
    assert weigh([RETRACTED, Said(Standing.CURRENT, 9, on="2025", stated=True)]) == RETRACTED


@pytest.mark.parametrize("other", [Said(Standing.RETRACTED, 5, on="2020"), CORRECTED, NOTHING])
def test_the_order_of_arrival_changes_nothing(other: Said) -> None:
    said = [RETRACTED, other, Said(Standing.RETRACTED, 0, on="")]
    assert len({weigh(order) for order in permutations(said)}) == 1


def test_of_two_retractions_the_earlier_known_date_is_shown() -> None:
    later, undated = Said(Standing.RETRACTED, 0, on="2022"), Said(Standing.RETRACTED, 0)
    assert weigh([later, undated, RETRACTED]) == RETRACTED
