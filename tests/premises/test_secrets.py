"""Secrets are made once, kept from others, and yield to the environment."""

import stat
from pathlib import Path

import pytest

from concordat.premises import secrets


@pytest.fixture(autouse=True)
def _no_secrets_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in secrets.NAMES:
        monkeypatch.delenv(name.upper(), raising=False)


def test_made_once_and_readable_by_the_owner_only(tmp_path: Path) -> None:
    secrets.make_missing(data_dir=tmp_path)
    first = secrets.read("secret_key", data_dir=tmp_path)
    secrets.make_missing(data_dir=tmp_path)
    assert secrets.read("secret_key", data_dir=tmp_path) == first
    assert len(first) >= 50
    files = list((tmp_path / "secrets").iterdir())
    assert {file.name for file in files} == set(secrets.NAMES)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_each_secret_is_its_own(tmp_path: Path) -> None:
    secrets.make_missing(data_dir=tmp_path)
    assert len({secrets.read(name, data_dir=tmp_path) for name in secrets.NAMES}) == len(
        secrets.NAMES
    )


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "from outside")
    secrets.make_missing(data_dir=tmp_path)
    assert secrets.read("secret_key", data_dir=tmp_path) == "from outside"
    assert not (tmp_path / "secrets" / "secret_key").exists()


def test_reading_writes_nothing(tmp_path: Path) -> None:
    assert secrets.read("secret_key", data_dir=tmp_path) == ""
    assert not list(tmp_path.iterdir())
