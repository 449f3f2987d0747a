"""Where things lie on this machine. Asked by settings and by commands that need no Django."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


def world() -> str:
    """Return which world this installation shows: `demo`, `empty`, or a site's own name."""
    return os.environ.get("WORLD", "demo")


def data_dir() -> Path:
    """Return the one folder under which all data lie.

    `DATA_DIR` in the environment decides. Without it each world has its own folder in the
    user's data folder, outside the repository.
    """
    given = os.environ.get("DATA_DIR")
    if given:
        return Path(given).expanduser().resolve()
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "concordat" / world()


def content_dir() -> Path:
    """Return the folder of reviewed content that librarians edit."""
    given = os.environ.get("CONTENT_DIR")
    return Path(given).expanduser().resolve() if given else REPOSITORY / "content"
