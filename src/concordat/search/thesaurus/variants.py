"""Other ways to write a word: British and American spelling, acronyms and full names."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from concordat.search.stems import stem
from concordat.search.thesaurus.everyday import Everyday, Run, everyday
from concordat.search.tokens import tokens

#: The longest full name, or everyday name, looked for in a question, in words.
LONGEST_NAME = 8


class ContentError(Exception):
    """A file of reviewed content cannot be read: which, where and what to do."""


@dataclass(frozen=True, slots=True)
class Variants:
    """`spellings`: stem -> other words. `names`: acronym -> full names, as runs of tokens.

    `acronyms` is the way back: full name, stemmed -> acronyms. `everyday` has no way back:
    who asks in a professional's words is not asking for everyday ones.
    """

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[Run, ...]] = field(default_factory=dict)
    acronyms: Mapping[Run, tuple[str, ...]] = field(default_factory=dict)
    everyday: Everyday = field(default_factory=lambda: everyday({}))


def load(folder: Path) -> Variants:
    """Read `spelling.tsv`, `acronyms.toml` and `everyday.toml`; one that is not there is empty.

    spelling.tsv has a British and an American word on each line, parted by a tab; a line
    that begins with # is a comment. acronyms.toml maps an acronym to its full name, a list
    of them, or a table with `names`. everyday.toml does the same for everyday words, of
    which a line may have several.
    """
    names = {typed[0]: runs for typed, runs in _names(folder / "acronyms.toml", words=1).items()}
    back: defaultdict[Run, list[str]] = defaultdict(list)
    for acronym, runs in names.items():
        for run in runs:
            back[tuple(stem(token) for token in run)].append(acronym)
    return Variants(
        _spellings(folder / "spelling.tsv"),
        names,
        {run: tuple(acronyms) for run, acronyms in back.items()},
        everyday(_names(folder / "everyday.toml", words=LONGEST_NAME)),
    )


def _spellings(file: Path) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        words = [tokens(cell) for cell in line.split("\t")]
        if len(words) < 2 or any(len(word) != 1 for word in words[:2]):
            raise ContentError(
                f"{file.name}, line {number}: write one British and one American word,"
                " with a tab between."
            )
        british, american = words[0][0], words[1][0]
        found[stem(british)][american] = None
        found[stem(american)][british] = None
    return {stemmed: tuple(others) for stemmed, others in found.items()}


def _names(file: Path, *, words: int) -> dict[Run, tuple[Run, ...]]:
    """Return what stands before the = (at most so many words) -> the names behind it."""
    found = {}
    for key, held in _table(file).items():
        typed = tuple(tokens(key))
        runs = tuple(tuple(tokens(name)) for name in _listed(held))
        if not 0 < len(typed) <= words or not runs or not all(runs):
            most = "one word" if words == 1 else f"at most {words} words"
            raise ContentError(
                f"{file.name}: {key} needs {most} and a list of full names behind it."
            )
        found[typed] = runs
    return found


def _table(file: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{file.name}: {error}. Put the line right.") from error
    inner = table.get("acronyms")
    return inner if isinstance(inner, dict) else table


def _listed(held: object) -> Iterable[str]:
    if isinstance(held, dict):
        held = held.get("names", [])
    if isinstance(held, str):
        return [held]
    return [str(name) for name in held] if isinstance(held, list) else []


def _text(file: Path) -> str:
    if not file.is_file():
        return ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(f"{file.name} is not UTF-8: save it so.") from error
