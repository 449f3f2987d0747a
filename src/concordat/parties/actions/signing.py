"""Whether somebody can sign an agreement on a day, before the signature is kept."""

from collections.abc import Iterable

from django.utils.text import slugify
from django.utils.timezone import localdate

from concordat.parties.actions.facts import WrongFactError
from concordat.parties.models import Agreement, Party
from concordat.parties.queries.history import read_history
from concordat.parties.words import UNKNOWN_DAY, Certainty, Day


def key_to_sign(agreement: Agreement, name: str, on: Day | None) -> str:
    """Return the key of a new signature under `name`: its own, or with a figure where it is taken.

    Refuses a name whose signature stands, or that would sign again before the last one ended.
    """
    key = slugify(name)[:90]
    rows = list(agreement.signatures.all())
    since = on or _day_of(agreement)
    for row in rows:
        if row.mistaken or key not in (row.key, slugify(row.name)[:90]):
            continue
        if row.until is None:
            raise WrongFactError("name", f"“{name}” has signed this agreement already.")
        if since.before(row.until) is Certainty.YES:
            raise WrongFactError("on", _too_soon(name, row.until, since))
    taken = {row.key for row in rows}
    anew = (f"{key}-{count}" for count in range(2, len(rows) + 3))
    return key if key not in taken else next(each for each in anew if each not in taken)


def refuse_impossible(agreement: Agreement, signers: Iterable[Party], on: Day | None) -> None:
    """Refuse a day on which the agreement, or who signs, certainly was not there.

    A day that is only possibly outside is taken: dates of old records are often bounds.
    """
    day, history = on or _day_of(agreement), read_history(localdate())
    if agreement.signed_on and day.before(agreement.signed_on) is Certainty.YES:
        said_on = said(agreement.signed_on)
        raise WrongFactError("on", f"The agreement was signed {said_on}. Give that day or a later.")
    for party in signers:
        life, name = history.life(party), history.name(party).name
        if life.since and day.before(life.since) is Certainty.YES:
            begun = f"{name} began {said(life.since)}, after that day."
            raise WrongFactError("on", f"{begun} Give a later day, or the body that signed then.")
        if life.until and life.until.before(day) is Certainty.YES:
            gone = f"{name} ended {said(life.until)}, before that day."
            raise WrongFactError("on", f"{gone} Give an earlier day, or the body that signs now.")


def _day_of(agreement: Agreement) -> Day:
    return agreement.signed_on or agreement.since or UNKNOWN_DAY


def _too_soon(name: str, ended: Day, since: Day) -> str:
    return (
        f"The signature of “{name}” ended {said(ended)}; this one is to begin {said(since)}. "
        "Give the day of signing again, on or after that end."
    )


def said(day: Day) -> str:
    """Return a day to follow a verb: `on 1 October 2021`, `in October 2021`."""
    words = str(day)
    if day.known:
        return f"on {words}"
    return words if words.startswith(("on ", "between ")) else f"in {words}"
