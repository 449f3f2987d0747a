"""One run of loading content: what was read, what it refers to, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db.models import Model

from concordat.parties.actions.audit import note
from concordat.parties.actions.keeping import Row, Tally, clear, keep_all
from concordat.parties.content import Contents, Item
from concordat.parties.models import Agreement, Party
from concordat.parties.words import Actor, LoadReport

M = TypeVar("M", bound=Model)
S = TypeVar("S", Party, Agreement)


@dataclass(slots=True)
class Load:
    """One run: what was read, what it refers to, and what came of it."""

    found: Contents
    folder: Path
    tally: Tally = field(default_factory=Tally)
    parties: Mapping[str, Party] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)

    def complain(self, where: str, what: str) -> None:
        self.found.complaints.append(f"{where}: {what}")

    def party(self, slug: str, where: str) -> Party | None:
        """Return the party of that slug; complain when nobody has it."""
        party = self.parties.get(slug)
        if party is None:
            what = f"there is no party “{slug}”: add it or mend the slug; this was left out."
            self.complain(where, what)
        return party

    def with_party(self, rows: Sequence[Row], key: str, where: str) -> list[tuple[Row, Party]]:
        """Return each row with the party that it names under `key`; without those unknown."""
        pairs = [(row, self.party(row[key], where)) for row in rows]
        return [(row, party) for row, party in pairs if party is not None]

    def keep_all(self, model: type[M], parent: Row, rows: Sequence[Row], *key: str) -> list[M]:
        return keep_all(model, parent, rows, key, self.tally)

    def finish(self, *, by: Actor, deed: str) -> LoadReport:
        """Take out what left, leave the audit row when anything was written, and report."""
        for complaint in clear(self.tally):
            self.complain(self.folder.name, complaint)
        tally = self.tally
        report = LoadReport(
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            removed=tally.removed,
            files=self.found.files,
            complaints=tuple(self.found.complaints),
        )
        if tally.wrote:
            counts = {"new": tally.new, "changed": tally.changed, "removed": tally.removed}
            note(by=by, deed=deed, about=f"content:{self.folder.name}", changed=counts)
        return report


def by_slug(model: type[S]) -> dict[str, S]:
    return {row.slug: row for row in model._default_manager.all()}


def facts_of(row: Row, *names: str) -> Row:
    """Return the named values with the dates and sources that every fact has."""
    dated = {"since": row["from"], "until": row["until"], "source": row["source"]}
    return {**dated, "note": row.get("note", ""), **{name: row[name] for name in names}}


def once(rows: Sequence[Row], item: Item, load: Load) -> list[Row]:
    """Return the rows without those whose key stood before: a key is an address."""
    seen: dict[str, Row] = {}
    for row in rows:
        if seen.setdefault(row["key"], row) is not row:
            load.complain(item.where, f"the key {row['key']} stands twice; the first was taken.")
    return list(seen.values())
