"""Take in a thesaurus: an edition of headings."""

from pathlib import Path

from django.db import transaction

from concordat.parties.actions import note
from concordat.parties.words import Actor
from concordat.search.actions.index import refuse_others
from concordat.search.queries.opened import thesaurus_folder
from concordat.search.thesaurus import files
from concordat.search.words import Vocabulary


def load_vocabulary(*, path: Path, by: Actor) -> Vocabulary:
    """Keep the headings of a file as an edition, and search by it from now on.

    Reads JSON Lines (ui, name, entry_terms, tree_numbers), plain or gzip, and NLM's
    `desc20xx.xml`. Loading the same headings again changes nothing. Raises
    VocabularyError with the line that is wrong; the edition in use stays in use then.
    """
    refuse_others(by)
    with transaction.atomic():
        edition, count = files.keep(thesaurus_folder(), files.read(path), name=path.name)
        note(by=by, deed="loaded a vocabulary", about=edition, changed={"headings": count})
    return Vocabulary(edition, path.name, count)
