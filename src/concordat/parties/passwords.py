"""Which passwords a guesser would try: what the list of known ones leaves through by its length.

The rules are those of the NCSC: 12 signs or more, none of the known ones, no forced mix and
no forced change. Few known passwords are that long, so people lengthen a short one; those
are refused too, and so are runs along the keyboard.
"""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Signs in a row along an alphabet or keyboard that count as one.
_RUN = 4
_EDGES = re.compile(r"^[\d\W_]+|[\d\W_]+$")


class GuessableValidator(CommonPasswordValidator):
    """Refuses a known password with figures or signs round it, repetitions and runs."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when a guesser would come upon it soon."""
        lower = password.casefold()
        core = _EDGES.sub("", lower)
        known = core in self.passwords or core == "concordat" or lower in self.passwords
        if known or not core or _few(lower):
            raise ValidationError(
                "This password is easy to guess: it is a well-known one, or a run or repetition. "
                "Use three random words.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return "Not a well-known password, nor one with figures added."


def _few(text: str) -> bool:
    """Return whether it has fewer than six different signs once runs count as one."""
    for run in (*_RUNS, *(run[::-1] for run in _RUNS)):
        for length in range(len(run), _RUN - 1, -1):
            for start in range(len(run) - length + 1):
                text = text.replace(run[start : start + length], run[start])
    return len(set(text)) < 6
