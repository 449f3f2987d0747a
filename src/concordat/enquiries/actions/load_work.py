"""What a library of the demonstration did with a request, done again by the rooms' own deeds.

Beside the keys of a request in enquiries.toml; days are those before the moment of loading.

librarian (address), state (the one it ends in)
asked_back: what the library asked back
[[enquiry.strategy]] name, text, days, visibility
    [enquiry.strategy.review] by, days, judgement, elements of PRESS by their keys, answer
    [[enquiry.strategy.elsewhere]] database, platform, days, count, text, file (it is dropped
        into the collection)
[enquiry.collection] name, days, reason (of every exclusion)
    [[enquiry.collection.screener]] by, days, said: a sign for each work in the order of
        arrival: i include, e exclude, m maybe, - nothing
report: the answer in short; find, works: how many works the words find
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model

from concordat.enquiries.actions.asking import ask_back
from concordat.enquiries.actions.reporting import deliver, save_report
from concordat.enquiries.actions.working import assign, move
from concordat.enquiries.models import Enquiry
from concordat.enquiries.words import ReportFacts, ReportGiven, State
from concordat.evidence import actions as evidence_deeds
from concordat.evidence import queries as evidence
from concordat.evidence.words import CollectionGiven, Decision
from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Actor, Visibility
from concordat.search import actions as search_deeds
from concordat.search import queries as search
from concordat.search.words import (
    PRESS,
    Judgement,
    Mode,
    Question,
    ReviewGiven,
    SearchGiven,
    StrategyGiven,
)

_SAID = {"i": Decision.INCLUDE, "e": Decision.EXCLUDE, "m": Decision.MAYBE}
_KEPT = timedelta(days=365)


def load_work(entry: Mapping[str, Any], *, enquiry: str, folder: Path, now: datetime) -> None:
    """Do what the entry says; a request on which somebody has begun is left alone."""
    row = Enquiry.objects.get(public_id=enquiry)
    if State(row.state) is not State.SUBMITTED:
        return
    _Work(entry, row, folder, now).run()


class _Work:
    """One request on its way to the state in which a newcomer finds it."""

    def __init__(self, entry: Mapping[str, Any], row: Enquiry, folder: Path, now: datetime) -> None:
        self.entry, self.row, self.folder, self.now = entry, row, folder, now
        self.by = _actor(entry["librarian"])
        self.begun = now - timedelta(days=max(0, entry.get("days", 0) - 1))

    def run(self) -> None:
        assign(by=self.by, enquiry=self.row.public_id, version=self.version, now=self.begun)
        if back := self.entry.get("asked_back"):
            self._ask_back(back)
            return
        self._move(State.SEARCHING)
        files = [self._strategy(each) for each in self.entry.get("strategy", ())]
        if "collection" in self.entry:
            self._collection(self.entry["collection"], [one for few in files for one in few])
        if "report" in self.entry:
            self._report()

    @property
    def version(self) -> int:
        self.row.refresh_from_db()
        return self.row.version

    def ago(self, entry: Mapping[str, Any]) -> datetime:
        return self.now - timedelta(days=entry["days"])

    def _move(self, to: State) -> None:
        name = self.row.public_id
        move(by=self.by, enquiry=name, to=to, version=self.version, now=self.begun)

    def _ask_back(self, question: str) -> None:
        ask_back(
            by=self.by,
            enquiry=self.row.public_id,
            question=question,
            version=self.version,
            now=self.begun,
        )

    def _strategy(self, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Keep a strategy with its searches elsewhere; return their files and databases."""
        given = StrategyGiven(
            name=entry["name"],
            text=entry["text"].strip(),
            visibility=Visibility(entry.get("visibility", Visibility.OWN_PARTY.value)),
            request=self.row.public_id,
        )
        kept = search_deeds.save_strategy(by=self.by, given=given, now=self.ago(entry))
        if "review" in entry:
            self._review(kept, entry["review"])
        files = []
        for each in entry.get("elsewhere", ()):
            said = SearchGiven(
                database=each["database"],
                platform=each["platform"],
                searched_on=self.ago(each).date(),
                count=each["count"],
                text=each["text"],
            )
            moment = self.ago(each)
            search_deeds.report_search(by=self.by, strategy=kept, given=said, now=moment)
            files.append((each["file"], each["database"]))
        return files

    def _review(self, strategy: str, entry: Mapping[str, Any]) -> None:
        comments = {key: entry[key] for key, _, _ in PRESS if key in entry}
        made = search_deeds.review_strategy(
            by=_actor(entry["by"]),
            strategy=strategy,
            given=ReviewGiven(Judgement(entry["judgement"]), comments),
            version=1,
            now=self.ago(entry),
        )
        if answer := entry.get("answer"):
            search_deeds.answer_review(by=self.by, review=made, answer=answer, now=self.ago(entry))

    def _collection(self, entry: Mapping[str, Any], files: list[tuple[str, str]]) -> None:
        moment = self.ago(entry)
        given = CollectionGiven(
            name=entry["name"],
            expires_on=(moment + _KEPT).date(),
            request=self.row.public_id,
        )
        made = evidence_deeds.make_collection(by=self.by, given=given, now=moment)
        for file, database in files:
            evidence_deeds.deposit(
                by=self.by,
                collection=made,
                path=self.folder / file,
                name=file,
                database=database,
                now=moment,
            )
        works = [each.id for each in evidence.collected(made, by=self.by, limit=1000)[1]]
        for screener in entry.get("screener", ()):
            self._screen(screener, works, entry["reason"])

    def _screen(self, entry: Mapping[str, Any], works: list[str], reason: str) -> None:
        by = _actor(entry["by"])
        for work, sign in zip(works, entry["said"], strict=False):
            if decision := _SAID.get(sign):
                why = reason if decision is Decision.EXCLUDE else ""
                evidence_deeds.vote(
                    by=by, record=work, decision=decision, reason=why, now=self.ago(entry)
                )

    def _report(self) -> None:
        self._move(State.SUMMARISING)
        asked = Question(
            self.entry["find"], mode=Mode.QUESTION, page_size=self.entry.get("works", 5)
        )
        found = search.find(asked, by=VISITOR, today=self.now.date())
        given = ReportGiven(self.entry["report"].strip(), tuple(hit.id for hit in found.hits))
        name, moment = self.row.public_id, self.now - timedelta(days=2)
        version = save_report(by=self.by, enquiry=name, given=given, version=0, now=moment)
        deliver(by=self.by, enquiry=name, facts=ReportFacts(), version=version, now=moment)


def _actor(email: str) -> Actor:
    person = get_user_model().objects.filter(email=email).first()
    if person is None:
        raise ValueError(f"nobody has the address {email}")
    return parties.actor_for(person)
