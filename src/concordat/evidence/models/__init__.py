"""What is kept: sources and their records, works, the log of their changes, events."""

from concordat.evidence.models.collection import (
    CollectedRecord,
    Collection,
    ComingFile,
    Deposit,
    ScreeningVote,
)
from concordat.evidence.models.event import MergeEvent, StatusEvent
from concordat.evidence.models.evidence_link import EvidenceLink
from concordat.evidence.models.identifier import WorkIdentifier
from concordat.evidence.models.link import WorkLink
from concordat.evidence.models.match_key import MatchKey
from concordat.evidence.models.parting import Parting
from concordat.evidence.models.raw_file import RawFile
from concordat.evidence.models.revision import Revision, RevisionLog
from concordat.evidence.models.source import Source
from concordat.evidence.models.source_record import SourceRecord
from concordat.evidence.models.takedown import Takedown
from concordat.evidence.models.work import Work

__all__ = [
    "CollectedRecord",
    "Collection",
    "ComingFile",
    "Deposit",
    "EvidenceLink",
    "MatchKey",
    "MergeEvent",
    "Parting",
    "RawFile",
    "Revision",
    "RevisionLog",
    "ScreeningVote",
    "Source",
    "SourceRecord",
    "StatusEvent",
    "Takedown",
    "Work",
    "WorkIdentifier",
    "WorkLink",
]
