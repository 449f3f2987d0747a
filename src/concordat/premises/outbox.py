"""Letters written as files, where no mail server is set."""

from email import message_from_bytes
from email.utils import getaddresses
from pathlib import Path

_RULE = b"-" * 79 + b"\n"  # what the mail backend writes after each letter
_TO = ("To", "Cc", "Bcc")


def remove_letters_to(address: str, *, folder: Path) -> int:
    """Remove the letters to an address from a folder of letters; return how many.

    A file that holds letters to others too keeps those.
    """
    return sum(_clean(path, address) for path in sorted(folder.glob("*.log")))


def _clean(path: Path, address: str) -> int:
    letters = [each for each in path.read_bytes().split(_RULE) if each.strip()]
    kept = [each for each in letters if not _is_to(each, address)]
    if len(kept) == len(letters):
        return 0
    if not kept:
        path.unlink()
    else:
        draft = path.with_suffix(".draft")
        draft.write_bytes(b"".join(each + _RULE for each in kept))
        draft.replace(path)
    return len(letters) - len(kept)


def _is_to(letter: bytes, address: str) -> bool:
    message = message_from_bytes(letter.lstrip())
    fields = [str(value) for name in _TO for value in message.get_all(name, [])]
    return any(each.casefold() == address.casefold() for _, each in getaddresses(fields))
