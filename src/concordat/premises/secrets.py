"""Where the secrets come from: the environment, else files outside the repository.

A secret is read from the environment variable of its name, else from
`DATA_DIR/secrets/<name>`. `make_missing` writes the files on first use; nothing else
does, so a command that only looks never leaves a file behind.
"""

import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "audit_key")


def read(name: str, *, data_dir: Path) -> str:
    """Return the secret, or "" when there is none yet."""
    from_environment = os.environ.get(name.upper(), "")
    if from_environment:
        return from_environment
    try:
        return (data_dir / "secrets" / name).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def make_missing(*, data_dir: Path) -> None:
    """Write each secret that neither the environment nor a file gives, readable by us only."""
    for name in NAMES:
        if not read(name, data_dir=data_dir):
            _write_once(name, secrets.token_urlsafe(48), data_dir=data_dir)


def make_demo_password(*, data_dir: Path) -> str:
    """Return the password of the demonstration's people, made when it is first asked for."""
    if not read("demo_password", data_dir=data_dir):
        groups = ["".join(secrets.choice(_LEGIBLE) for _ in range(4)) for _ in range(4)]
        _write_once("demo_password", "-".join(groups), data_dir=data_dir)
    return read("demo_password", data_dir=data_dir)


#: Signs that nobody takes for another, to be typed from a screen: 16 of them are 77 bits.
_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


def _write_once(name: str, value: str, *, data_dir: Path) -> None:
    folder = data_dir / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{name}.{os.getpid()}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / name)  # fails if another process was first: its secret stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()
