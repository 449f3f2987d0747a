"""The world is loaded again exactly when a file of it has changed."""

from pathlib import Path

from concordat.commands.demo import fingerprint


def test_the_fingerprint_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("one")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "a.toml").write_text("two")
    second = fingerprint(tmp_path)
    (tmp_path / "a.toml").rename(tmp_path / "b.toml")
    assert len({first, second, fingerprint(tmp_path)}) == 3
