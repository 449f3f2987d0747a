"""The words of delivery that may cross a wall."""

from concordat.delivery.words.access import (
    Access,
    Article,
    Citation,
    OpenCopy,
    Place,
    Verdict,
    Way,
)
from concordat.delivery.words.alerts import (
    Letter,
    LetterState,
    LetterView,
    SubscriptionState,
    SubscriptionView,
    TooManyAlertsError,
)

__all__ = [
    "Access",
    "Article",
    "Citation",
    "Letter",
    "LetterState",
    "LetterView",
    "OpenCopy",
    "Place",
    "SubscriptionState",
    "SubscriptionView",
    "TooManyAlertsError",
    "Verdict",
    "Way",
]
