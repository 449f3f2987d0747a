"""PubMed: `"Asthma"[mh]`, `wheez*[tiab]`, `"asthma child"[tiab:~3]`, `#1 AND #2`.

Rules: PubMed Help, "Search field tags", "Truncation", "Proximity searching".
"""

from itertools import product

from concordat.search.strategy.fields import ALL
from concordat.search.strategy.tree import (
    And,
    Either,
    Everything,
    Near,
    Not,
    Or,
    Phrase,
    Ref,
    Subject,
    Text,
    TextExpression,
    Tree,
    Value,
    Word,
    Years,
)
from concordat.search.strategy.writers import ovid
from concordat.search.strategy.writers.written import Said, is_reserved, open_ended, words_in

#: Our fields -> the tag that searches just these, or these and a little more.
_TAGS = (
    (("ti",), "ti"),
    (("ab",), "ab"),
    (("kf",), "ot"),
    (("ti", "ab", "kf"), "tiab"),
    (ALL, "tw"),
)
_FEWEST_LETTERS = 4  # before an asterisk
_MOST_PAIRS = 60  # into which nearness of groups is written out
_VALUES = {"pt": "pt", "la": "la", "jn": "ta", "au": "au", "qualifier": "sh"}


def write(tree: Tree, said: Said) -> str:
    """Return one line in PubMed's dialect."""
    return _part(tree, said, outermost=True)


def _part(tree: Tree, said: Said, *, outermost: bool = False) -> str:
    """Return a part. PubMed reads from left to right, so what is joined gets brackets."""
    match tree:
        case And(parts) | Or(parts):
            sign = " AND " if isinstance(tree, And) else " OR "
            found = sign.join(_part(part, said) for part in parts)
        case Not(left, right):
            found = f"{_part(left, said)} NOT {_part(right, said)}"
        case Text():
            return _text(tree, said, outermost=outermost)
        case Subject():
            return _subject(tree, outermost=outermost)
        case Value():
            return _value(tree, said)
        case Years(first, last):
            return f"{first or 1000}:{last or 3000}[dp]"
        case Ref(line):
            return f"#{line}"
        case Everything():
            return "all[sb]"
    return found if outermost else f"({found})"


def _text(text: Text, said: Said, *, outermost: bool) -> str:
    shown = ovid.write(text, Said(said.line))
    tag = _tag(text.fields, shown, said)
    match text.expression:
        case Word() | Phrase():
            return _phrase(text.expression, tag, said)
        case Either(options):
            found = " OR ".join(_text(Text(text.fields, o), said, outermost=False) for o in options)
        case Near():
            found = _near(text.expression, tag, shown, said)
    return found if outermost or " " not in found.replace('"', "") else _bracketed(found)


def _bracketed(found: str) -> str:
    return found if found.count('"') == 2 and found.startswith('"') else f"({found})"


def _tag(fields: tuple[str, ...], shown: str, said: Said) -> str:
    """Return the tag of just these fields, else of the fewest that hold them."""
    for held, tag in _TAGS:
        if set(fields) == set(held):
            return tag
    tag = next(tag for held, tag in _TAGS if set(fields) <= set(held))
    reason = {
        "tiab": "[tiab] also searches the keywords of authors.",
        "tw": "PubMed has no tag for the words of headings alone.",
    }[tag]
    said.not_said(shown, reason, f"[{tag}], which finds a little more")
    return tag


def _phrase(expression: Word | Phrase, tag: str, said: Said) -> str:
    words = expression.words if isinstance(expression, Phrase) else (expression,)
    last = len(words) - 1
    typed = " ".join(_word(word, said, ends=place == last) for place, word in enumerate(words))
    quoted = len(words) > 1 or is_reserved(typed)
    return f'"{typed}"[{tag}]' if quoted else f"{typed}[{tag}]"


def _word(word: Word, said: Said, *, ends: bool) -> str:
    """Return a word; PubMed has one wildcard, the asterisk, for any letters at the end."""
    if word.exact is not None:
        return word.exact
    shown = ovid.write(Text(("ti",), word), Said(said.line)).removesuffix(".ti.")
    letters = word.parts[0]
    if not isinstance(letters, str):
        said.not_said(shown, "PubMed cannot cut a word at its beginning.", "the rest of the word")
        return next((part for part in word.parts if isinstance(part, str)), "")
    if not open_ended(word):
        said.not_said(
            shown,
            "PubMed has no wildcard for single letters or inside a word.",
            f"{letters}*, which finds more",
        )
    if len(letters) < _FEWEST_LETTERS:
        said.not_said(
            f"{letters}*",
            f"PubMed asks for {_FEWEST_LETTERS} letters before an asterisk.",
            "as it is; write the words out",
        )
    if not ends:
        said.not_said(shown, "PubMed cuts only the last word of a phrase.", "as it is")
    return f"{letters}*"


def _near(near: Near, tag: str, shown: str, said: Said) -> str:
    """Nearness of two words; of groups of words, every pair; else AND, which finds more."""
    pairs = _pairs(near)
    if pairs is None:
        return _as_and(near, tag, shown, said)
    if near.ordered:
        said.not_said(
            shown,
            "PubMed cannot ask for nearness in a given order.",
            "nearness in any order, which finds more",
        )
    if tag not in ("ti", "tiab"):
        said.not_said(
            shown,
            f"PubMed knows nearness only in [ti] and [tiab], not in [{tag}].",
            f"[tiab:~{near.between}], which leaves out the words of headings",
        )
        tag = "tiab"
    return " OR ".join(f'"{one} {other}"[{tag}:~{near.between}]' for one, other in pairs)


def _pairs(near: Near) -> list[tuple[str, str]] | None:
    left, right = _plain_words(near.left), _plain_words(near.right)
    if left is None or right is None or len(left) * len(right) > _MOST_PAIRS:
        return None
    return list(product(left, right))


def _plain_words(expression: TextExpression) -> list[str] | None:
    """Return the words of a word or a group of them; None where one is cut or a phrase."""
    match expression:
        case Word():
            return [expression.exact] if expression.exact is not None else None
        case Either(options):
            found = [_plain_words(option) for option in options]
            if any(each is None for each in found):
                return None
            return [word for each in found for word in each or ()]
    return None


def _as_and(near: Near, tag: str, shown: str, said: Said) -> str:
    why = (
        "PubMed knows nearness of whole single words only, not of phrases, cut words or groups"
        " of more than a few."
    )
    said.not_said(shown, why, "AND, which finds more")
    return " AND ".join(_side(side, tag, said) for side in _sides(near))


def _sides(near: TextExpression) -> list[TextExpression]:
    if isinstance(near, Near):
        return _sides(near.left) + _sides(near.right)
    return [near]


def _side(side: TextExpression, tag: str, said: Said) -> str:
    if words_in(side) is not None:
        return _phrase(side, tag, said)  # type: ignore[arg-type]
    if isinstance(side, Either):
        return f"({' OR '.join(_side(option, tag, said) for option in side.options)})"
    return f"({' AND '.join(_side(part, tag, said) for part in _sides(side))})"


def _subject(subject: Subject, *, outermost: bool) -> str:
    tag = ("majr" if subject.major else "mh") + ("" if subject.explode else ":noexp")
    names = [f"{subject.name}/{name}" for name in subject.qualifiers] or [subject.name]
    found = " OR ".join(f'"{name}"[{tag}]' for name in names)
    return found if outermost or len(names) == 1 else f"({found})"


def _value(value: Value, said: Said) -> str:
    if value.field == "id":
        scheme, _, number = value.value.partition(":")
        return f"{number}[pmid]" if scheme == "pmid" else f'"{number}"[doi]'
    if value.field not in _VALUES:
        said.not_said(
            f"{value.field} {value.value}",
            "PubMed does not know who published or how a work stands here.",
            "nothing: this part was left out",
        )
        return "all[sb]"
    tag = _VALUES[value.field]
    if value.truncated and value.field == "au":
        return f"{value.value}[{tag}]"  # PubMed cuts initials by itself
    if value.truncated:
        return f"{value.value}*[{tag}]"
    return f'"{value.value}"[{tag}]'
