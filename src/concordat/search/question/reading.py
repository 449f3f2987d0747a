"""A question in plain words, read: what to look for, and what was added to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from concordat.search.engines.engine import Term
from concordat.search.question.stop_words import STOP_WORDS
from concordat.search.stems import stem
from concordat.search.thesaurus.variants import Run, Variants
from concordat.search.tokens import tokens, tokens_at

#: Words of a question that are looked at; a page that was pasted in is cut here.
LONGEST = 200
#: The longest full name looked for in a question, in words.
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """`added` tells what each typed word also stands for, in words."""

    terms: tuple[Term, ...]
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_question(text: str, variants: Variants) -> QuestionReading:
    """Return the terms of a question, each once; a word typed twice weighs twice.

    "or" and "not" are words here. Words of the stop list are passed over unless there are
    no others, or they are typed in capitals among small letters (WHO, IT). A spelling of
    either side of the Atlantic stands for both; an acronym stands for its full names too.
    """
    words = _words(text)
    counts = Counter(words)
    terms = []
    added: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(words):
        spellings = variants.spellings.get(stem(word), ())
        names = variants.names.get(word, ())
        terms.append(Term(word, (word, *spellings), names, float(counts[word])))
        if spellings or names:
            added[word] = (*spellings, *(" ".join(name) for name in names))
    for name, acronyms in _named(tokens(text)[:LONGEST], variants):
        wanted = tuple(acronym for acronym in acronyms if acronym not in counts)
        if wanted:
            added[name] = wanted
            terms.append(Term(name, wanted))
    return QuestionReading(tuple(terms), tuple(added.items()))


def _words(text: str) -> list[str]:
    """Return the words that say what is asked about; all of them if there are no others."""
    found = tokens_at(text)[:LONGEST]
    shouted = not any(sign.islower() for sign in text)
    kept = [
        token.text
        for token in found
        if token.text not in STOP_WORDS
        or (not shouted and _is_acronym(text[token.start : token.end]))
    ]
    return kept or [token.text for token in found]


def _is_acronym(typed: str) -> bool:
    return len(typed) > 1 and typed.isupper() and typed not in ("AND", "OR", "NOT")


def _named(words: list[str], variants: Variants) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each full name that stands in the question, with its acronyms."""
    if not variants.acronyms:
        return
    stems: Run = tuple(stem(word) for word in words)
    for start in range(len(stems)):
        for end in range(start + 2, min(start + _LONGEST_NAME, len(stems)) + 1):
            if acronyms := variants.acronyms.get(stems[start:end]):
                yield " ".join(words[start:end]), acronyms
