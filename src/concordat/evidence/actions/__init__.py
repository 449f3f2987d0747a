"""The writes of evidence: keyword-only, `by=` who, in transactions, audited."""

from concordat.evidence.actions.collections import (
    expire_collections,
    make_collection,
    take_apart,
)
from concordat.evidence.actions.depositing import deposit
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.actions.dropping import call_off, clear_coming, drop, take_in
from concordat.evidence.actions.ingest import ingest
from concordat.evidence.actions.link import link
from concordat.evidence.actions.match_keys import follow_log
from concordat.evidence.actions.merge import NotOneError, merge, split
from concordat.evidence.actions.parting import part
from concordat.evidence.actions.retractions import load_retractions
from concordat.evidence.actions.said import LARGEST_FILE, LONGEST_STRATEGY
from concordat.evidence.actions.screening import decide_again, settle, vote
from concordat.evidence.actions.standing import FOUND_AGAINST, NoSuchWorkError, report, set_standing
from concordat.evidence.actions.take import take
from concordat.evidence.actions.takedown import take_down
from concordat.evidence.actions.underpin import load_underpinning, underpin
from concordat.evidence.actions.world import load_world

__all__ = [
    "FOUND_AGAINST",
    "LARGEST_FILE",
    "LONGEST_STRATEGY",
    "NoSuchWorkError",
    "NotOneError",
    "Shelf",
    "call_off",
    "clear_coming",
    "decide_again",
    "deposit",
    "drop",
    "expire_collections",
    "follow_log",
    "ingest",
    "link",
    "load_retractions",
    "load_underpinning",
    "load_world",
    "make_collection",
    "merge",
    "part",
    "report",
    "set_standing",
    "settle",
    "split",
    "take",
    "take_apart",
    "take_down",
    "take_in",
    "underpin",
    "vote",
]
