"""A question in plain words, read: what to look for, and what was added to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from concordat.search.engines.engine import Term
from concordat.search.question.stop_words import LIGHT, STOP_WORDS
from concordat.search.stems import stem
from concordat.search.thesaurus.everyday import Found, Run, as_printed
from concordat.search.thesaurus.variants import LONGEST_NAME, Variants
from concordat.search.tokens import Token, tokens_at

#: Words of a question that are looked at; a page that was pasted in is cut here.
LONGEST = 200
#: What the acronym of a full name that was typed weighs: the words of the name count already.
#: At full weight it cost .005 of nDCG@10 on SciFact, at this it costs nothing and helps NFCorpus.
_SHORT_FOR = 0.4
_ASKERS = frozenset(("i", "we", "you", "he", "she", "they", "my", "a", "this", "it"))


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
    Everyday words are one idea with what professionals say for it: one term, in place of
    the terms of their words.
    """
    found = tokens_at(text)[:LONGEST]
    typed = [token.text for token in found]
    everyday = tuple(variants.everyday.within(typed))
    taken = {place for one in everyday for place in range(one.start, one.end)}
    terms, added = _everyday(typed, everyday, variants)
    words = _words(text, found, taken)
    counts = Counter(words)
    for word in dict.fromkeys(words):
        _, *spellings = forms = _forms(word, variants)
        names = variants.names.get(word, ())
        terms.append(Term(word, forms, names, float(counts[word]), needed=word not in LIGHT))
        if spellings or names:
            added[word] = (*spellings, *(" ".join(name) for name in names))
    for name, acronyms in _named(typed, variants):
        wanted = tuple(acronym for acronym in acronyms if acronym not in counts)
        if wanted:
            added[name] = wanted
            terms.append(Term(name, wanted, weight=_SHORT_FOR, needed=False))
    return QuestionReading(tuple(terms), tuple(added.items()))


def _everyday(
    typed: list[str], everyday: tuple[Found, ...], variants: Variants
) -> tuple[list[Term], dict[str, tuple[str, ...]]]:
    """Return a term for each of the everyday names found, and what was added to them."""
    counts = Counter(" ".join(typed[one.start : one.end]) for one in everyday)
    by_words = {tuple(typed[one.start : one.end]): one.names for one in everyday}
    terms, added = [], {}
    for words, names in by_words.items():
        name = " ".join(words)
        runs = (words, *names)
        forms = [form for run in runs if len(run) == 1 for form in _forms(run[0], variants)]
        phrases = [
            phrase for run in runs if len(run) > 1 for phrase in as_printed(run, variants.spellings)
        ]
        terms.append(
            Term(
                name,
                tuple(dict.fromkeys(forms)),
                tuple(dict.fromkeys(phrases)),
                float(counts[name]),
            )
        )
        added[name] = tuple(" ".join(run) for run in names)
    return terms, added


def _forms(word: str, variants: Variants) -> tuple[str, ...]:
    return (word, *variants.spellings.get(stem(word), ()))


def _words(text: str, found: list[Token], taken: set[int]) -> list[str]:
    """Return the words that say what is asked about; all of them if there are no others."""
    shouted = not any(sign.islower() for sign in text)
    typed = [token.text for token in found]
    kept = [
        token.text
        for place, token in enumerate(found)
        if place not in taken
        and (
            token.text not in STOP_WORDS
            or (not shouted and _is_acronym(text[token.start : token.end]))
        )
        and not _asks_leave(typed, place)
    ]
    return kept if kept or taken else [token.text for token in found]


def _asks_leave(typed: list[str], place: int) -> bool:
    """Return whether a word is the can of "can I", which says nothing of what is asked about."""
    return typed[place] == "can" and not _ASKERS.isdisjoint(typed[place + 1 : place + 2])


def _is_acronym(typed: str) -> bool:
    return len(typed) > 1 and typed.isupper() and typed not in ("AND", "OR", "NOT")


def _named(words: list[str], variants: Variants) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each full name that stands in the question, with its acronyms."""
    if not variants.acronyms:
        return
    stems: Run = tuple(stem(word) for word in words)
    for start in range(len(stems)):
        for end in range(start + 2, min(start + LONGEST_NAME, len(stems)) + 1):
            if acronyms := variants.acronyms.get(stems[start:end]):
                yield " ".join(words[start:end]), acronyms
