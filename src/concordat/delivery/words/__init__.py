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

__all__ = ["Access", "Article", "Citation", "OpenCopy", "Place", "Verdict", "Way"]
