"""One consistent archive of an installation, made while it serves, and putting it back.

The archive is a zstd-compressed tar: first the end of the audit record, then the database,
then the files, last a manifest with the SHA-256 of every member. In this order the archive
is consistent without stopping anything: the database never knows less than the audit's end
says, and every file that the database names was written before the row that names it.
Secrets are left out on purpose, and the index, which can always be built again; so are files
on their way into a private collection, licensed text that is kept only until it is taken in.
"""

import hashlib
import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

import zstandard

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE, POSTGRES = "db.sqlite3", "database.pgdump"
#: What an installation can do without: made again, or never to leave the machine.
LEFT_OUT = frozenset({"index", "secrets", "cache", "static", "logs", "coming", "outbox", SQLITE})

Progress = Callable[[str], None]


class ArchiveError(Exception):
    """The archive cannot be made or put back; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an archive holds: its members, and the bytes before compression."""

    members: int
    size: int


def back_up(
    target: Path,
    *,
    data_dir: Path,
    database: Mapping[str, str],
    now: datetime,
    said: Progress = lambda _: None,
) -> Summary:
    """Write the archive of `data_dir` to `target`, which must not exist yet.

    `database` is Django's description of it. The archive appears under its name only when
    it is whole and on the disk.
    """
    if target.exists():
        raise ArchiveError(f"{target} exists already. Choose another name.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            summary = _write(file, data_dir, database, now, said)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return summary


def restore(source: Path, *, into: Path, said: Progress = lambda _: None) -> Summary:
    """Unpack an archive into an empty place; nothing appears there unless all of it is right."""
    if into.exists() and any(into.iterdir()):
        raise ArchiveError(f"{into} is not empty. Restore into an empty folder.")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=into.parent) as made:
        draft = Path(made) / "data"
        draft.mkdir(mode=0o700)
        summary = _unpack(source, draft, said)
        if into.exists():
            into.rmdir()
        draft.rename(into)
    return summary


def _write(
    file: IO[bytes], data_dir: Path, database: Mapping[str, str], now: datetime, said: Progress
) -> Summary:
    hashes: dict[str, str] = {}
    size = 0
    with (
        zstandard.ZstdCompressor(level=6, threads=-1).stream_writer(file, closefd=False) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, path in _members(data_dir, database):
            said(name)
            hashes[name] = _add(tar, name, path)
            size += path.stat().st_size
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "database": database["ENGINE"].rpartition(".")[2],
            "sha256": hashes,
        }
        data = json.dumps(manifest, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(data)
        tar.addfile(entry, BytesIO(data))
    return Summary(len(hashes), size)


def _members(data_dir: Path, database: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Yield what goes in, in the order that keeps it consistent."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=data_dir) as made:
        scratch = Path(made)
        if (data_dir / "audit.head").exists():
            first = scratch / "audit.head"
            first.write_bytes(_whole_lines(data_dir / "audit.head"))
            yield "audit.head", first
        with _database(database, scratch) as (name, copy):
            yield name, copy
        for path in _files(data_dir, scratch):
            yield str(path.relative_to(data_dir)), path


def _whole_lines(path: Path) -> bytes:
    data = path.read_bytes()
    return data[: data.rfind(b"\n") + 1]


def _files(data_dir: Path, scratch: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(data_dir):
        here = Path(folder)
        top = here == data_dir
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and not (top and name in LEFT_OUT)
            and here / name != scratch
        )
        for name in sorted(names):
            kept = not (top and (name in LEFT_OUT or name.startswith((f"{SQLITE}-", "audit.head"))))
            # A name with a dot before it is a draft that was not yet renamed.
            if kept and not name.startswith(".") and not (here / name).is_symlink():
                yield here / name


@contextmanager
def _database(database: Mapping[str, str], scratch: Path) -> Iterator[tuple[str, Path]]:
    if "sqlite3" in database["ENGINE"]:
        copy = scratch / SQLITE
        with (
            closing(sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(copy)) as still,
        ):
            live.backup(still)  # one snapshot, while others write
        yield SQLITE, copy
        return
    copy = scratch / POSTGRES
    _run_postgres("pg_dump", ["--format=custom", "--no-owner", f"--file={copy}"], database)
    yield POSTGRES, copy


def _run_postgres(program: str, options: list[str], database: Mapping[str, str]) -> None:
    environment = {
        **os.environ,
        "PGHOST": database.get("HOST", ""),
        "PGPORT": database.get("PORT", ""),
        "PGUSER": database.get("USER", ""),
        "PGPASSWORD": database.get("PASSWORD", ""),
        "PGDATABASE": database["NAME"],
    }
    command = [program, *options]
    try:
        run = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError:
        raise ArchiveError(f"{program} is not installed: install PostgreSQL's client.") from None
    if run.returncode:
        raise ArchiveError(f"{program} failed: {run.stderr.strip()}")


class _Hashing:
    """Reads a file on and remembers the hash of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.total = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.total.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        entry = tarfile.TarInfo(name)
        # A file that grows while it is read (reports, mail) is taken as long as it was.
        entry.size = os.fstat(file.fileno()).st_size
        entry.mtime = int(path.stat().st_mtime)
        entry.mode = 0o600
        hashing = _Hashing(file)
        tar.addfile(entry, hashing)
        return hashing.total.hexdigest()


def _unpack(source: Path, draft: Path, said: Progress) -> Summary:
    hashes: dict[str, str] = {}
    manifest: dict[str, object] = {}
    size = 0
    try:
        with (
            source.open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as unpacked,
            tarfile.open(fileobj=unpacked, mode="r|") as tar,
        ):
            for entry in tar:
                data = tar.extractfile(entry)
                if data is None:
                    raise ArchiveError(f"{source}: {entry.name} is no plain file. Not our archive.")
                if entry.name == MANIFEST:
                    manifest = json.load(data)
                    continue
                said(entry.name)
                hashes[entry.name] = _put(data, _inside(draft, entry.name, source))
                size += entry.size
    except (OSError, tarfile.TarError, zstandard.ZstdError, ValueError) as error:
        raise ArchiveError(
            f"{source} cannot be read to its end ({error}). Take another."
        ) from error
    _compare(source, hashes, manifest)
    return Summary(len(hashes), size)


def _inside(draft: Path, name: str, source: Path) -> Path:
    path = draft / name
    if not path.resolve().is_relative_to(draft.resolve()):
        raise ArchiveError(f"{source}: {name} would lie outside the folder. Not our archive.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _put(data: IO[bytes], path: Path) -> str:
    total = hashlib.sha256()
    with path.open("xb") as file:
        while block := data.read(1 << 20):
            total.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return total.hexdigest()


def _compare(source: Path, hashes: dict[str, str], manifest: dict[str, object]) -> None:
    if manifest.get("format") != FORMAT:
        raise ArchiveError(f"{source} has no manifest of this release. It is not whole, or newer.")
    wrong = [name for name, value in hashes.items() if manifest["sha256"].get(name) != value]  # type: ignore[attr-defined]
    missing = set(manifest["sha256"]) - set(hashes)  # type: ignore[call-overload]
    if wrong or missing:
        named = ", ".join(sorted([*wrong, *missing])[:5])
        raise ArchiveError(f"{source} is damaged: {named} are not as they were. Take another.")
