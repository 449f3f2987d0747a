"""Letters kept as files go with whoever they were for, and no others."""

from pathlib import Path

from concordat.premises.outbox import remove_letters_to

RULE = "-" * 79 + "\n"


def letter(to: str) -> str:
    return f"Subject: Found\nFrom: us@c.example\nTo: {to}\n\nDear reader of ann@a.example\n"


def test_letters_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "1.log").write_text(letter("Ann <Ann@A.example>") + RULE)
    (tmp_path / "2.log").write_text(letter("bo@a.example") + RULE)
    mixed = letter("ann@a.example") + RULE + letter("joann@a.example") + RULE
    (tmp_path / "3.log").write_text(mixed)
    assert remove_letters_to("ann@a.example", folder=tmp_path) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.log", "3.log"]
    assert (tmp_path / "3.log").read_text() == letter("joann@a.example") + RULE
    assert remove_letters_to("ann@a.example", folder=tmp_path / "none") == 0
