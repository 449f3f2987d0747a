"""Loading content is idempotent, follows the files, and leaves what people recorded."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from concordat.parties import actions, queries
from concordat.parties.models import AuditEntry, Party, PartyName
from concordat.parties.words import OPERATOR, VISITOR, Certainty, LoadReport
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

PARTIES = """
[[party]]
slug = "old"
kind = "charity"
from = 2010-01-01
[[party.name]]
name = "Old"
[[party.role]]
role = "research funder"
[[party.tie]]
to = "new"
kind = "sponsored by"
[[party.publishes]]
key = "reports"
what = "Reports"

[[party]]
slug = "new"
kind = "charity"
from = 2010-01-01
joined = 2020-01-01
[[party.name]]
name = "New"

[[succession]]
slug = "old-into-new"
kind = "absorb"
status = "in force"
on = 2022-01-01
[[succession.part]]
from = "old"
to = "new"
"""

AGREEMENTS = """
[[agreement]]
slug = "pact"
kind = "concordat"
title = "The pact"
signed_on = 2021-01-01
[[agreement.version]]
number = "1"
[[agreement.version.clause]]
key = "ambition-1"
kind = "ambition"
text = "Do it."
[[agreement.version.document]]
key = "text"
title = "Signed text"
file = "pact.txt"
sha256 = "SHA"
[[agreement.signature]]
key = "old"
name = "Old"
parties = ["old"]
[[agreement.support]]
party = "new"
name = "New"
[[agreement.relation]]
kind = "complements"
to_text = "all there is"
[[agreement.commitment]]
key = "c1"
clause = "ambition-1"
party = "old"
text = "We shall."
[[agreement.commitment.evidence]]
text = "We did."
on = 2021-06-01
"""


def load(folder: Path, text: str) -> LoadReport:
    folder.mkdir(exist_ok=True)
    (folder / "all.toml").write_text(text)
    return actions.load_parties(folder=folder, by=OPERATOR)


def load_agreement(folder: Path, text: str, file: bytes = b"signed") -> LoadReport:
    folder.mkdir(exist_ok=True)
    (folder / "pact.txt").write_bytes(file)
    (folder / "all.toml").write_text(text.replace("SHA", sha256(b"signed").hexdigest()))
    return actions.load_agreements(folder=folder, by=OPERATOR)


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    first = [load(tmp_path / "p", PARTIES), load_agreement(tmp_path / "a", AGREEMENTS)]
    ids = set(Party.objects.values_list("public_id", flat=True))
    again = [load(tmp_path / "p", PARTIES), load_agreement(tmp_path / "a", AGREEMENTS)]
    for one, two in zip(first, again, strict=True):
        assert one.complaints == two.complaints == ()
        assert (one.changed, one.removed, one.unchanged) == (0, 0, 0)
        assert one.new
        assert (two.new, two.changed, two.removed, two.unchanged) == (0, 0, 0, one.new)
    assert set(Party.objects.values_list("public_id", flat=True)) == ids
    assert AuditEntry.objects.count() == 2  # nothing written, nothing to record


def test_an_altered_file_alters_rows_and_keeps_addresses(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    load_agreement(tmp_path / "a", AGREEMENTS)
    before = queries.agreement("pact")
    report = load_agreement(tmp_path / "a", AGREEMENTS.replace("Do it.", "Do it well."))
    after = queries.agreement("pact")
    assert before
    assert after
    assert (report.new, report.changed, report.removed) == (0, 1, 0)
    assert after.clauses[0].text == "Do it well."
    assert after.clauses[0].id == before.clauses[0].id


def test_what_a_file_names_no_more_leaves(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    load_agreement(tmp_path / "a", AGREEMENTS)
    fewer = AGREEMENTS[: AGREEMENTS.index("[[agreement.support]]")]
    report = load_agreement(tmp_path / "a", fewer)
    assert report.removed == 4  # support, relation, commitment and its evidence
    view = queries.agreement("pact")
    assert view
    assert (view.support, view.relations, view.commitments) == ((), (), ())


def test_a_version_under_another_number_keeps_its_signatures(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    load_agreement(tmp_path / "a", AGREEMENTS)
    before = queries.agreement("pact")
    report = load_agreement(tmp_path / "a", AGREEMENTS.replace('number = "1"', 'number = "1.0"'))
    after = queries.agreement("pact")
    assert before
    assert after
    assert report.complaints == ()
    assert [v.number for v in after.versions] == ["1.0"]
    assert after.signatures[0].id == before.signatures[0].id


def test_what_people_recorded_stays(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    PartyName.objects.create(party=Party.objects.get(slug="new"), name="By hand", kind="nickname")
    actions.rename_party(by=OPERATOR, party="new", name="Newer", on=date(2023, 1, 1))
    report = load(tmp_path / "p", PARTIES)
    assert (report.new, report.changed, report.removed) == (0, 0, 0)
    view = queries.party("new", on=date(2024, 1, 1))
    assert view
    assert view.name == "Newer"
    assert "By hand" in {name.name for name in view.names}


def test_half_an_event_is_left_out_whole(tmp_path: Path) -> None:
    wrong = PARTIES.replace('to = "new"\n"""', "").replace(
        'from = "old"\nto = "new"', 'from = "old"\nto = "nobody"'
    )
    report = load(tmp_path / "p", wrong)
    [complaint] = report.complaints
    assert complaint.startswith("all.toml: succession old-into-new: there is no party “nobody”")
    assert queries.succession("old-into-new") is None
    view = queries.party("old")
    assert view
    assert view.exists is Certainty.YES


def test_an_event_that_is_not_whole_is_left_out(tmp_path: Path) -> None:
    report = load(tmp_path / "p", PARTIES.replace('"absorb"', '"split"'))
    assert "A split divides one body among several. It was left out." in report.complaints[0]
    assert queries.successions() == []


def test_a_document_with_other_bytes_is_left_out(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    report = load_agreement(tmp_path / "a", AGREEMENTS, file=b"forged")
    assert "does not have the bytes that sha256 names" in report.complaints[0]
    view = queries.agreement("pact")
    assert view
    assert view.documents == ()


def test_a_document_outside_the_folder_is_left_out(tmp_path: Path) -> None:
    load(tmp_path / "p", PARTIES)
    (tmp_path / "secret.txt").write_bytes(b"signed")
    report = load_agreement(tmp_path / "a", AGREEMENTS.replace("pact.txt", "../secret.txt"))
    assert "there is no file ../secret.txt beside all.toml" in report.complaints[0]


def test_only_some_may_load(tmp_path: Path) -> None:
    with pytest.raises(actions.NotAllowedError, match="secretariat"):
        actions.load_parties(folder=tmp_path, by=VISITOR)


def test_the_reviewed_files_load_without_a_complaint() -> None:
    parties = actions.load_parties(folder=ROOT / "content" / "parties", by=OPERATOR)
    agreements = actions.load_agreements(folder=ROOT / "content" / "agreements", by=OPERATOR)
    assert parties.complaints == agreements.complaints == ()
    assert parties.new
    assert agreements.new


PLANNED = """
[[succession]]
slug = "planned"
kind = "absorb"
status = "announced"
on = 2026-04-01
announced_on = 2025-03-13
[[succession.part]]
from = "old"
to = "new"
"""
WITHDRAWN = """
withdrawn_on = 2025-12-01
withdrawn_reason = "The bill fell."
"""


def planned(change: tuple[str, str] = ("", "")) -> str:
    return PARTIES.partition("[[succession]]")[0] + PLANNED.replace(*change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("announced_on", WITHDRAWN + "announced_on"), "It is announced, so it was not withdrawn"),
        (('"announced"', '"in force"' + WITHDRAWN), "It is in force, so it was not withdrawn"),
        (('"announced"', '"withdrawn"'), "say on which day"),
        (('"announced"', '"withdrawn"\nwithdrawn_on = 2025-12-01'), "say why"),
        (
            ('"announced"', '"withdrawn"' + WITHDRAWN.replace("2025", "2024")),
            "cannot have been withdrawn before",
        ),
        (('"announced"', '"called off"'), "is not known; use one of"),
    ],
)
def test_nonsense_about_a_withdrawal_is_left_out(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    report = load(tmp_path / "p", planned(change))
    assert any(said in each for each in report.complaints), report.complaints
    assert queries.succession("planned") is None


def test_a_file_says_that_something_was_withdrawn(tmp_path: Path) -> None:
    assert not load(tmp_path / "p", planned()).complaints
    text = planned(('"announced"', '"withdrawn"' + WITHDRAWN))
    assert not load(tmp_path / "p", text).complaints
    event = queries.succession("planned")
    assert event
    assert (event.status, event.withdrawn_reason) == ("withdrawn", "The bill fell.")
    assert load(tmp_path / "p", text).unchanged
    assert load(tmp_path / "p", text).changed == 0


def test_what_people_settled_of_an_announcement_is_not_taken_back_by_a_file(
    tmp_path: Path,
) -> None:
    load(tmp_path / "p", planned())
    today = date(2026, 1, 10)
    actions.postpone_succession(
        by=OPERATOR, slug="planned", on=date(2027, 4, 1), reason="No time.", today=today
    )
    report = load(tmp_path / "p", planned())
    assert any("Bring the file up to date" in each for each in report.complaints)
    event = queries.succession("planned")
    assert event
    assert str(event.on) == "1 April 2027"
    assert event.note.startswith("Put off on ")
    actions.withdraw_succession(
        by=OPERATOR, slug="planned", on=date(2025, 12, 1), reason="The bill fell.", today=today
    )
    load(tmp_path / "p", planned())
    event = queries.succession("planned")
    assert event
    assert event.status == "withdrawn"
    dated = ("2026-04-01", "2027-04-01")
    report = load(
        tmp_path / "p", planned(('"announced"', '"withdrawn"' + WITHDRAWN)).replace(*dated)
    )
    assert not report.complaints, "the file says the same now"
