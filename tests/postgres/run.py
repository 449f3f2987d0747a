"""Run the test suite on a PostgreSQL that is started for it and stopped after it.

    python tests/postgres/run.py [pytest arguments]

Needs Debian's package `postgresql`. The server listens on a socket in a folder of its own,
as a user who is not root, and ends with this process.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs, or end with what to do."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    if there := shutil.which("initdb"):
        return Path(there).parent
    raise SystemExit("No PostgreSQL here: on Debian, `apt-get install postgresql`.")


def owner() -> dict[str, int]:
    """PostgreSQL refuses to run as root: return another user for its processes if we are."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid}
    raise SystemExit("PostgreSQL refuses to run as root, and there is no other user.")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start an empty server; yield the folder of its socket."""
    bin_, who = programs(), owner()
    with tempfile.TemporaryDirectory(prefix="concordat-pg-") as made:
        folder = Path(made)
        if who:
            os.chown(folder, who["user"], who["group"])
        data = folder / "data"
        options = ["-U", "concordat", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [bin_ / "initdb", "-D", data, *options, "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            **who,
        )
        command = [bin_ / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *FAST]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stderr=log, stdout=log, cwd=folder, **who)
            try:
                subprocess.run(
                    [bin_ / "pg_isready", "-h", folder, "-t", "30", "-q"], check=False, cwd=folder
                )
                yield str(folder)
            finally:
                process.terminate()
                process.wait(timeout=30)


def main() -> int:
    """Run pytest against the server; return its exit code."""
    with server() as folder:
        environment = {**os.environ, "DATABASE_HOST": folder, "DATABASE_NAME": "postgres"}
        arguments = sys.argv[1:] or ["-q", "-n", "auto", "--dist", "loadfile"]
        run = subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment)
        return run.returncode


if __name__ == "__main__":
    sys.exit(main())
