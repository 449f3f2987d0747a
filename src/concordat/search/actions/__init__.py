"""The writes of this room: the index, the thesaurus."""

from concordat.search.actions.index import NotAllowedError, index_works, rebuild
from concordat.search.actions.vocabulary import load_vocabulary
from concordat.search.thesaurus.files import VocabularyError

__all__ = ["NotAllowedError", "VocabularyError", "index_works", "load_vocabulary", "rebuild"]
