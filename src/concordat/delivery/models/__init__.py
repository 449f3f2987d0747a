"""One file a noun."""

from concordat.delivery.models.draft import DraftReview, PackDraft
from concordat.delivery.models.pack import Pack, PackItem, PackVersion, PublishedError
from concordat.delivery.models.recall import Fall, OwnerTask, RecallCursor, RecallNotice
from concordat.delivery.models.receipt import Receipt, ReceiptWork
from concordat.delivery.models.subscription import Letter, Subscription, Telling

__all__ = [
    "DraftReview",
    "Fall",
    "Letter",
    "OwnerTask",
    "Pack",
    "PackDraft",
    "PackItem",
    "PackVersion",
    "PublishedError",
    "RecallCursor",
    "RecallNotice",
    "Receipt",
    "ReceiptWork",
    "Subscription",
    "Telling",
]
