"""The walls of the house stand: import contracts, layout, documents."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "concordat"
BANNED = {"ports", "adapters", "services", "utils", "helpers", "core", "common", "managers"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_no_folder_has_a_name_that_says_nothing() -> None:
    named = {path.name for path in SOURCE.rglob("*") if path.is_dir()}
    assert not named & BANNED


def test_every_room_says_its_question() -> None:
    """Each folder of code has a docstring in its `__init__`, or it is an empty room."""
    for folder in {path.parent for path in SOURCE.rglob("*.py")}:
        if "migrations" in folder.parts:
            continue
        text = (folder / "__init__.py").read_text(encoding="utf-8")
        assert text.startswith('"""'), f"{folder.relative_to(ROOT)} does not say what it is"


def test_links_in_documents_lead_somewhere() -> None:
    for document in ROOT.glob("**/*.md"):
        if ".venv" in document.parts or "node_modules" in document.parts:
            continue
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            if target.startswith(("http:", "https:", "mailto:")):
                continue
            there = document.parent / target
            assert there.exists(), f"{document.relative_to(ROOT)} points to {target}"


def test_house_map_names_every_room() -> None:
    text = (ROOT / "HOUSE.md").read_text(encoding="utf-8")
    for room in sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()):
        assert f"`{room}`" in text, f"HOUSE.md does not show the room {room}"


def test_each_decision_says_what_keeps_it() -> None:
    for record in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        text = record.read_text(encoding="utf-8")
        assert "Kept by:" in text, record.name
        assert len(text.splitlines()) <= 70, f"{record.name} is longer than a page"


def test_no_address_of_a_registry_and_no_machine_path() -> None:
    """Lock files carry hashes, never addresses; nothing names the machine it was made on."""
    for path in tracked():
        if path.suffix in {".txt", ".toml", ".cfg"} and "requirements" in path.parts:
            assert "://" not in path.read_text(encoding="utf-8"), path
    machine = re.compile(r"(?<![\w./-])/(?:work|farm|root)/")
    for path in tracked():
        if path.suffix in {".py", ".md", ".toml", ".txt", ".jinja", ""}:
            assert not machine.search(path.read_text(encoding="utf-8", errors="replace")), path


def test_every_command_has_help_with_an_example() -> None:
    import click

    from concordat.commands import NOUNS, main

    context = click.Context(main)

    def walk(command: click.Command, name: str) -> None:
        if isinstance(command, click.Group):
            assert command.help, name
            for verb in command.list_commands(context):
                member = command.get_command(context, verb)
                assert member is not None
                walk(member, f"{name} {verb}")
            return
        assert command.help, name
        assert name in command.help, f"`{name} --help` shows no example"

    for noun in NOUNS:
        member = main.get_command(context, noun)
        assert member is not None
        walk(member, f"concordat {noun}")
