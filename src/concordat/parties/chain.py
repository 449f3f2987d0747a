"""The seals of the audit record, and the file outside the database that keeps its head.

A bare hash chain can be made anew by whoever changes the database; these seals need a key
that does not lie there. Rows cut off the end leave a sound shorter chain, therefore count
and last seal are also appended to a file. Who holds the database, the key and every copy
of that file can still forge the record: keep a copy of the file somewhere else.
"""

import hmac
import json
import os
from hashlib import sha256
from pathlib import Path


def digest_of(*, salt: str, changed: str) -> str:
    """Return the digest that stands for `changed` in the seal.

    Salted, so that once salt and text are erased nobody can try out what the text was.
    """
    return sha256(f"{salt}:{changed}".encode()).hexdigest()


def seal(
    key: bytes,
    *,
    number: int,
    at: str,
    by: str,
    party: str,
    deed: str,
    about: str,
    digest: str,
    previous: str,
) -> str:
    """Return the HMAC-SHA256 of one row, in hex. `previous` is the seal before it, "" for none."""
    row = [number, at, by, party, deed, about, digest, previous]
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), sha256).hexdigest()


def append_head(path: Path, *, count: int, mac: str) -> None:
    """Append the head of the record to its file, and return when it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{count} {mac}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read_heads(path: Path) -> tuple[dict[int, str], list[int]]:
    """Return seal by count, and the numbers of lines that cannot be read or disagree."""
    if not path.exists():
        return {}, []
    heads: dict[int, str] = {}
    wrong = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
        count, _, mac = line.partition(" ")
        if not count.isdecimal() or heads.setdefault(int(count), mac) != mac:
            wrong.append(number)
    return heads, wrong
