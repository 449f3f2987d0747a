"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.delivery.actions.alerts import confirm, stop, subscribe, write_alerts
from concordat.delivery.actions.pack import load_packs, publish_pack
from concordat.delivery.actions.post import carry_letters
from concordat.delivery.actions.recall import (
    AnsweredError,
    acknowledge,
    answer_task,
    notice_falls,
    tell_holders,
)
from concordat.delivery.actions.receipts import RECALL_LIST, leave_receipts, take_in_receipts

__all__ = [
    "RECALL_LIST",
    "AnsweredError",
    "acknowledge",
    "answer_task",
    "carry_letters",
    "confirm",
    "leave_receipts",
    "load_packs",
    "notice_falls",
    "publish_pack",
    "stop",
    "subscribe",
    "take_in_receipts",
    "tell_holders",
    "write_alerts",
]
