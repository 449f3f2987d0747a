"""The tables of this room, one file for what belongs together."""

from concordat.forum.models.decision import (
    Action,
    Citation,
    Decision,
    Minutes,
    MinutesText,
    Publication,
    Redaction,
)
from concordat.forum.models.forum import Forum, Member, TermsOfReference
from concordat.forum.models.meeting import (
    AgendaItem,
    Attendance,
    Interest,
    Letter,
    Meeting,
    Position,
)
from concordat.forum.models.plan import Likeness, LikenessAnswer, PlannedWork
from concordat.forum.models.work import AreaEntry, JointWorkArea, PartyQuestion

__all__ = [
    "Action",
    "AgendaItem",
    "AreaEntry",
    "Attendance",
    "Citation",
    "Decision",
    "Forum",
    "Interest",
    "JointWorkArea",
    "Letter",
    "Likeness",
    "LikenessAnswer",
    "Meeting",
    "Member",
    "Minutes",
    "MinutesText",
    "PartyQuestion",
    "PlannedWork",
    "Position",
    "Publication",
    "Redaction",
    "TermsOfReference",
]
