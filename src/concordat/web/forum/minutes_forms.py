"""Forms on minutes."""

from collections.abc import Iterable
from typing import Any

from django import forms

from concordat.web.forum.fields import Versioned, box, choice, line


class MinutesForm(Versioned):
    text = box("Minutes", needed=True, rows=24)


class ApproveForm(forms.Form):
    decision = choice("Approved by which decision of a later meeting?", [])

    def __init__(self, *args: Any, decisions: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decision"].choices = list(decisions)  # type: ignore[attr-defined]


class WithholdForm(forms.Form):
    passage = box("Words to withhold", needed=True, rows=3, hint="Copied from the minutes")
    reason = line("Reason", needed=True, hint="It stands in their place")
