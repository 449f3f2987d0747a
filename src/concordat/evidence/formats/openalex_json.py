"""OpenAlex Work objects: one, a list, an answer of the API, or JSON lines.

The text is decoded work by work as it streams in, so that a file cut off in the middle,
or with one damaged work, gives all the others.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from concordat.evidence.formats import openalex_meaning
from concordat.evidence.formats.encoding import as_narrow, text_of_head
from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.words import Found, SetAside

NAME = "OpenAlex JSON"

_CHUNK = 512 * 1024
_BETWEEN = re.compile(r"[\s,\[\]}\x1e]*")  # what may stand between works
_WORK = re.compile(r'\{\s*"id"\s*:\s*"https?://(?:api\.)?openalex\.org/(?:works/)?W\d')
_ENVELOPE = re.compile(r'\{\s*(?:"meta"\s*:\s*\{[^{}]{0,5000}\}\s*,\s*)?"results"\s*:\s*\[')
_NEXT = re.compile(f"{_WORK.pattern}|{_ENVELOPE.pattern}")
_SIGN_OF_WORK = re.compile(r"openalex\.org/W\d")
_SIGN_OF_ANSWER = re.compile(r'\{\s*"(?:meta|results)"\s*:\s*[\[{]')
_LONGEST_START = 6_000  # signs that a work or an envelope needs to be recognised


def recognises(head: bytes, name: str) -> bool:
    """JSON in which an OpenAlex work is named, or an answer that has `results`."""
    text = text_of_head(head).lstrip()
    if text[:1] not in ("{", "["):
        return False
    return bool(_SIGN_OF_WORK.search(text) or _SIGN_OF_ANSWER.match(text))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the works in order. Positions count works and lines from 1."""
    window = _Window(as_narrow(stream))
    number = 0
    while window.skip_between():
        number += 1
        position = f"record {number}, line {window.line}"
        if opening := _ENVELOPE.match(window.text, window.at):
            window.forward(opening.end())
            number -= 1
            continue
        try:
            value, raw = window.value()
        except _BrokenValue as broken:
            lost = window.skip_to_next()
            if broken.reason:
                yield SetAside(position, broken.reason, lost)
            else:
                number -= 1
            continue
        yield _read_work(value, raw, position)


def _read_work(value: object, raw: str, position: str) -> Found | SetAside:
    kept = raw.encode("utf-8", errors="replace")
    if not isinstance(value, dict) or not openalex_meaning.is_work(value):
        reason = "This is no OpenAlex work: it has neither an OpenAlex identifier nor a title."
        return SetAside(position, reason, kept[:KEPT_OF_BROKEN])
    reference, doubts = openalex_meaning.reference(value)
    if not reference.title:
        reason = "The work has no title in OpenAlex, so nobody could find or check it."
        return SetAside(position, reason, kept[:KEPT_OF_BROKEN])
    if "\ufffd" in raw:
        doubts = ("Some characters could not be read as UTF-8.", *doubts)
    return Found(reference, kept, position, doubts)


class _BrokenValue(Exception):
    """No JSON value stands here. `reason` is "" for the rest of an answer's envelope."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Window:
    """The part of the text that is in memory: at most a record and a chunk or two."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._scan = json.JSONDecoder().raw_decode
        self._ended = False
        self.text = ""
        self.at = 0
        self.line = 1

    def skip_between(self) -> bool:
        """Go to the next sign that is not between works. Return False at the end."""
        while True:
            match = _BETWEEN.match(self.text, self.at)
            self.forward(match.end() if match else self.at)
            if len(self.text) - self.at >= _LONGEST_START or not self._more():
                match = _BETWEEN.match(self.text, self.at)
                self.forward(match.end() if match else self.at)
                if self.at < len(self.text):
                    return True
                if not self._more():
                    return False

    def value(self) -> tuple[Any, str]:
        """Return the JSON object that begins here, and its text; or raise _BrokenValue."""
        if self.text[self.at] != "{":
            raise _BrokenValue(self._why_no_object())
        while True:
            try:
                value, end = self._scan(self.text, self.at)
            except RecursionError:
                raise _BrokenValue("The JSON is nested too deeply to be a work.") from None
            except ValueError as error:
                self._widen_or_raise(error)
                continue
            raw = self.text[self.at : end]
            self.forward(end)
            return value, raw

    def forward(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def skip_to_next(self) -> bytes:
        """Go to where the next work begins, and return the beginning of what was passed."""
        lost = self.text[self.at : self.at + KEPT_OF_BROKEN].encode("utf-8", errors="replace")
        start = self.at + 1
        while True:
            match = _NEXT.search(self.text, start)
            if match:
                self.forward(match.start())
                return lost
            self.forward(max(start, len(self.text) - _LONGEST_START))
            if not self._more():
                self.forward(len(self.text))
                return lost
            start = self.at

    def _why_no_object(self) -> str:
        rest = self.text[self.at : self.at + 100]
        if re.match(r'"[\w ]{1,60}"\s*:', rest):  # what follows the list of an answer
            return ""
        return f"Expected a work, which begins with {{, and found {rest[:30]!r}."

    def _widen_or_raise(self, error: ValueError) -> None:
        """Read more when the value may only be incomplete; else say where it breaks."""
        held = len(self.text) - self.at
        following = _NEXT.search(self.text, self.at + 1)
        if held > LONGEST_RECORD:
            limit = LONGEST_RECORD // (1024 * 1024)
            raise _BrokenValue(f"The work is longer than {limit} MB.") from None
        if following is None and self._more(max(_CHUNK, held)):
            return
        if self._ended and following is None:
            raise _BrokenValue("The file ends in the middle of this work.") from None
        what = getattr(error, "msg", str(error))
        raise _BrokenValue(f"The JSON of this work is broken: {what}.") from None

    def _more(self, size: int = _CHUNK) -> bool:
        """Read on, forgetting what was passed. Return False when the file has ended."""
        if self._ended:
            return False
        data = self._stream.read(size)
        self._ended = not data
        self.text = self.text[self.at :] + self._decode(data, final=self._ended)
        self.at = 0
        return bool(data)
