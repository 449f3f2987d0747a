"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.delivery.actions.alerts import confirm, stop, subscribe, write_alerts
from concordat.delivery.actions.drafting import (
    ask_review,
    begin_pack,
    begin_version,
    compare_draft,
    drop_work,
    give_up_draft,
    name_work,
    publish_draft,
    raise_work,
    review_pack,
    write_pack,
)
from concordat.delivery.actions.erasing import forget_person
from concordat.delivery.actions.pack import load_packs, publish_pack, withdraw_pack
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
    "ask_review",
    "begin_pack",
    "begin_version",
    "carry_letters",
    "compare_draft",
    "confirm",
    "drop_work",
    "forget_person",
    "give_up_draft",
    "leave_receipts",
    "load_packs",
    "name_work",
    "notice_falls",
    "publish_draft",
    "publish_pack",
    "raise_work",
    "review_pack",
    "stop",
    "subscribe",
    "take_in_receipts",
    "tell_holders",
    "withdraw_pack",
    "write_alerts",
    "write_pack",
]
