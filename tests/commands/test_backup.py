"""A backup brings back everything that a real installation keeps: tried and compared."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILL = """
import sys
from pathlib import Path
from concordat.commands import house
house.enter_to_write()
from concordat.evidence import actions as evidence
from concordat.investment import actions as investment
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from tests.delivery import fallen
folder, content = Path(sys.argv[1]), Path("content")
for name in ("parties", "demo/parties"):
    assert not parties.load_parties(folder=content / name, by=OPERATOR).complaints
parties.load_agreements(folder=content / "agreements", by=OPERATOR)
parties.keep_document(by=OPERATOR, agreement="concordat", title="A scan",
    chunks=[b"%PDF-1.7 invented"], published_on=None)
investment.load_offers(folder=content / "demo" / "investment", by=OPERATOR)
(folder / "mesh.jsonl").write_text('{"ui": "D1", "name": "Quillwort", "entry_terms": ["Isoetes"],'
    ' "tree_numbers": ["B01"]}\\n')
search.load_vocabulary(path=folder / "mesh.jsonl", by=OPERATOR)
(folder / "world").mkdir()
fallen.build(folder / "world")
search.index_works(by=OPERATOR)
"""

FACTS = """
import json
from hashlib import sha256
from django.apps import apps
from concordat.commands import house
house.enter_to_read()
from concordat.delivery import queries as delivery
from concordat.evidence import queries as evidence
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.words import OPERATOR, VISITOR
from concordat.search import actions, queries as search
from concordat.search.words import Question
from datetime import date
actions.rebuild(by=OPERATOR)
concordat = parties.agreement("concordat", by=VISITOR)
pack = delivery.pack("salt", by=VISITOR)
today = date(2026, 11, 22)
known = investment.completeness(by=OPERATOR, since="2020-01", until="2026-12")
costs = investment.costs(by=OPERATOR, on=today, since="2020-01", until="2026-12")
print(json.dumps({
    "rows": {model._meta.label: model._base_manager.count() for model in apps.get_models()
        if model._meta.label not in ("parties.AuditEntry", "parties.AuditHead")},
    "documents": [sha256(parties.document_bytes(each)).hexdigest()
        for each in concordat.documents if each.kept],
    "months": sorted(map(list, known)),
    "uses": sorted([one.line.offer.slug, one.uses] for one in costs),
    "heading": search.heading("Isoetes").name,
    "pack": [pack.sha256, pack.slug, len(pack.works)],
    "revision": evidence.latest_revision(),
    "found": sorted(hit.id for hit in search.find(
        Question("trial"), by=VISITOR, today=today).hits),
    "agreements": [each.slug for each in parties.agreements(by=VISITOR)],
    "sound": parties.verify_audit().sound,
}, default=str))
"""


@pytest.fixture
def runs(tmp_path: Path) -> Callable[..., str]:
    """Run a program of ours, or `concordat`, over a data folder; return what it printed."""

    def run(data: Path, *words: str | Path) -> str:
        clean = {
            key: value
            for key, value in os.environ.items()
            if key not in ("SECRET_KEY", "AUDIT_KEY", "DJANGO_SETTINGS_MODULE", "DATABASE_HOST")
        }
        done = subprocess.run(
            [sys.executable, "-c", *map(str, words)],
            cwd=ROOT,
            env={**clean, "DATA_DIR": str(data), "PYTHONPATH": f"src{os.pathsep}."},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


COMMAND = "from concordat.commands import main; main()"


def test_all_that_was_kept_is_the_same_after_restoring(
    fresh_installation: Callable[[Path], Path], runs: Callable[..., str], tmp_path: Path
) -> None:
    old, new, archive = tmp_path / "old", tmp_path / "new", tmp_path / "backup.tar.zst"
    fresh_installation(old)
    runs(old, FILL, tmp_path)
    runs(old, COMMAND, "backup", archive, "--quiet")
    runs(new, COMMAND, "restore", archive, "--into", new, "--quiet")
    assert not (new / "secrets").exists()
    shutil.copytree(old / "secrets", new / "secrets")  # kept apart, and put back by hand
    before, after = (json.loads(runs(folder, FACTS)) for folder in (old, new))
    assert after == before
    assert before["sound"]
    for name in ("documents", "months", "uses", "found", "agreements"):
        assert before[name], f"no {name}: this would prove nothing"
    assert before["rows"]["evidence.Work"] > 0
    assert sum(number for _, number in before["uses"]) > 0
