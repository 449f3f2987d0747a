"""Columns that hold small JSON values, written and read by orjson.

Django's JSONField parses with the standard library, which takes a third of the time of
an ingest; a text column is the same on SQLite and PostgreSQL, and nobody searches in
it: that is what the index is for.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import orjson
import zstandard
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Text = models.TextField[tuple[Any, ...], tuple[Any, ...]]
    _Binary = models.BinaryField[Any, Any]
else:
    _Text = models.TextField
    _Binary = models.BinaryField


def same(value: Any) -> Any:
    """Return the value itself: what a list of plain strings needs."""
    return value


#: A compressor serves one thread at a time, and making one takes longer than using it.
_tools = threading.local()


class JsonTuple(_Text):
    """A tuple kept as a JSON list. `read` makes one member from its JSON value.

    The text is JSON; in Python the attribute is always a tuple, of strings or of words.
    """

    def __init__(self, *, read: Callable[[Any], Any] = same, **options: Any) -> None:
        options.setdefault("default", tuple)
        options.setdefault("blank", True)
        super().__init__(**options)
        self.read = read

    def from_db_value(self, value: str | None, *_: Any) -> tuple[Any, ...]:
        """Return the tuple that the text means."""
        if not value or value == "[]":
            return ()
        return tuple(map(self.read, orjson.loads(value)))

    def get_prep_value(self, value: Any) -> str:
        """Return the text to be stored."""
        return orjson.dumps(value).decode() if value else "[]"


class PackedJson(_Binary):
    """A JSON value kept compressed: large, and read whole or not at all."""

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """Return the compressed bytes."""
        return super().get_db_prep_value(pack(value), connection, prepared)

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Return the value that was packed."""
        return None if value is None else unpack(bytes(value))


def pack(value: Any) -> bytes | None:
    """Return JSON, compressed at the level that costs least time.

    None stays None, and bytes are what was packed beforehand, while no lock was held.
    """
    if value is None or isinstance(value, bytes):
        return value
    return compress(orjson.dumps(value))


def compress(written: bytes) -> bytes:
    """Return JSON that is written already, compressed."""
    packer = getattr(_tools, "packer", None)
    if packer is None:
        packer = _tools.packer = zstandard.ZstdCompressor(level=1)
    return packer.compress(written)


def unpack(packed: bytes) -> Any:
    """Return the value that `pack` was given, as plain JSON."""
    return orjson.loads(zstandard.decompress(packed))
