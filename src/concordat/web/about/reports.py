"""Problems that readers report: kept as lines of a file, so that a broken database loses none.

Each line of DATA_DIR/reports.jsonl is one report, written whole and flushed to the disk
before the reader is thanked. No address of the sender's machine is kept.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

#: More than this in an hour, from everybody together, is a flood: nobody reads so many.
MOST_AN_HOUR = 60
_TAIL = 512 * 1024  # bytes looked back over; sixty reports of the greatest length fit


class TooManyReports(Exception):
    """The file has had as many reports in the last hour as it takes."""


@dataclass(frozen=True, slots=True)
class Report:
    what: str
    page: str = ""
    contact: str = ""


def keep(report: Report, *, file: Path, now: datetime) -> None:
    """Append the report, safe on the disk when this returns, or raise TooManyReports."""
    line = json.dumps({"at": now.isoformat(), **asdict(report)}, ensure_ascii=False) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)  # several web processes write here
        if _since(stream.fileno(), now - timedelta(hours=1)) >= MOST_AN_HOUR:
            raise TooManyReports
        stream.write(_gap(stream.fileno()) + line.encode())
        stream.flush()
        os.fsync(stream.fileno())


def _tail(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, _TAIL, max(0, size - _TAIL))


def _gap(descriptor: int) -> bytes:
    """Return a line end when a process was killed half-way through its line."""
    tail = _tail(descriptor)
    return b"\n" if tail and not tail.endswith(b"\n") else b""


def _since(descriptor: int, moment: datetime) -> int:
    """Return how many of the last reports came after `moment`; broken lines do not count."""
    count = 0
    for line in _tail(descriptor).splitlines():
        try:
            count += datetime.fromisoformat(json.loads(line)["at"]) > moment
        except (ValueError, KeyError, TypeError):
            continue
    return count
