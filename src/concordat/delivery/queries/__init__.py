"""Reads of this room: packs as they stand, falls, who holds what, what can be opened."""

from concordat.delivery.queries.pack import deliver, numbers, pack, packs, packs_naming
from concordat.delivery.queries.recall import (
    fall,
    falls,
    holders,
    may_follow_up,
    mine,
    notice_by_key,
    task,
    tasks,
)

__all__ = [
    "deliver",
    "fall",
    "falls",
    "holders",
    "may_follow_up",
    "mine",
    "notice_by_key",
    "numbers",
    "pack",
    "packs",
    "packs_naming",
    "task",
    "tasks",
]
