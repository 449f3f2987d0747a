"""The store of this installation."""

from django.conf import settings

from concordat.investment.usage.parquet import ParquetStore
from concordat.investment.usage.port import UsageStore


def store() -> UsageStore:
    """Return the store under the data folder."""
    return ParquetStore(settings.DATA_DIR / "usage")
