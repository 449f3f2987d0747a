"""The writes of this room: the index, the thesaurus, strategies that people keep."""

from concordat.search.actions.index import index_works, rebuild
from concordat.search.actions.reviewing import answer_review, review_strategy
from concordat.search.actions.strategies import (
    change_strategy,
    report_search,
    run_strategy,
    save_strategy,
)
from concordat.search.actions.vocabulary import load_vocabulary
from concordat.search.thesaurus.files import VocabularyError

__all__ = [
    "VocabularyError",
    "answer_review",
    "change_strategy",
    "index_works",
    "load_vocabulary",
    "rebuild",
    "report_search",
    "review_strategy",
    "run_strategy",
    "save_strategy",
]
