"""One model: the errand."""

from concordat.errands.models.errand import Errand

__all__ = ["Errand"]
