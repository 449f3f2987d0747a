"""What is imported is what the two commands install, whatever this machine has besides."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
#: Run by `make conformance` only, which installs more.
ELSEWhere = "conformance"
#: Folders that are entered only where an extra is installed, and its lock.
EXTRAS = {"concordat/web/account/saml": "saml.txt"}


@pytest.mark.parametrize(("folder", "lock"), [("src", "run.txt"), ("tests", "test.txt")])
def test_only_what_is_locked_is_imported(folder: str, lock: str) -> None:
    here, whose = HOUSE / folder, packages_distributions()
    known = {"concordat", "tests", *sys.stdlib_module_names}
    strangers = {
        f"{path.relative_to(here)}: {package}"
        for path in here.rglob("*.py")
        if ELSEWhere not in path.relative_to(here).parts
        for package in _imported(path)
        if package not in known
        and not _locked(EXTRAS.get(path.parent.relative_to(here).as_posix(), lock)).intersection(
            _plain(name) for name in whose.get(package, ())
        )
    }
    assert not strangers


@cache
def _locked(lock: str) -> frozenset[str]:
    lines = (HOUSE / "requirements" / lock).read_text()
    return frozenset(_plain(name) for name in re.findall(r"^([\w.-]+)==", lines, re.MULTILINE))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
