"""Reads of this room: what can be opened, packs as they stand, falls, who holds what."""

from concordat.delivery.queries.access import access_to, access_to_works, place
from concordat.delivery.queries.affected import affected_by
from concordat.delivery.queries.alerts import (
    keeps,
    letters,
    letters_waiting,
    question_of,
    subscription_of,
    token_of,
)
from concordat.delivery.queries.asset import assets_of, orphans
from concordat.delivery.queries.drafts import draft, drafts, may_write, may_write_pack
from concordat.delivery.queries.links import (
    Resolved,
    read_openurl,
    resolve,
    without_codes,
    without_patients,
)
from concordat.delivery.queries.opening import openable
from concordat.delivery.queries.pack import deliver, numbers, pack, packs, packs_naming, paper_of
from concordat.delivery.queries.recall import (
    fall,
    falls,
    holders,
    may_answer,
    may_follow_up,
    mine,
    notice_by_key,
    other_holders,
    recall_letters,
    task,
    tasks,
    times_given,
)
from concordat.delivery.queries.references import access_to_references

__all__ = [
    "Resolved",
    "access_to",
    "access_to_references",
    "access_to_works",
    "affected_by",
    "assets_of",
    "deliver",
    "draft",
    "drafts",
    "fall",
    "falls",
    "holders",
    "keeps",
    "letters",
    "letters_waiting",
    "may_answer",
    "may_follow_up",
    "may_write",
    "may_write_pack",
    "mine",
    "notice_by_key",
    "numbers",
    "openable",
    "orphans",
    "other_holders",
    "pack",
    "packs",
    "packs_naming",
    "paper_of",
    "place",
    "question_of",
    "read_openurl",
    "recall_letters",
    "resolve",
    "subscription_of",
    "task",
    "tasks",
    "times_given",
    "token_of",
    "without_codes",
    "without_patients",
]
