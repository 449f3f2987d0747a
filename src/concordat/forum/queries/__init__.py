"""The reads of this room; what may be private is read with `by=`."""

from concordat.forum.calendar import invite
from concordat.forum.queries.affected import affected_by
from concordat.forum.queries.areas import area, areas
from concordat.forum.queries.asset import assets_of, orphans
from concordat.forum.queries.decisions import actions, decision, decisions, decisions_citing
from concordat.forum.queries.forums import forum, forums, forums_under, terms_of
from concordat.forum.queries.letters import keeps, letters
from concordat.forum.queries.meetings import meeting, meetings
from concordat.forum.queries.minutes import minutes, published
from concordat.forum.queries.names import slug_of
from concordat.forum.queries.papers import decision_paper, minutes_paper, papers_of, report_paper
from concordat.forum.queries.plans import alike, named_by, plan, plans, to_answer
from concordat.forum.queries.publishing import foreseen
from concordat.forum.queries.questions import question, questions, similar_questions
from concordat.forum.queries.report import year_report

__all__ = [
    "actions",
    "affected_by",
    "alike",
    "area",
    "areas",
    "assets_of",
    "decision",
    "decision_paper",
    "decisions",
    "decisions_citing",
    "foreseen",
    "forum",
    "forums",
    "forums_under",
    "invite",
    "keeps",
    "letters",
    "meeting",
    "meetings",
    "minutes",
    "minutes_paper",
    "named_by",
    "orphans",
    "papers_of",
    "plan",
    "plans",
    "published",
    "question",
    "questions",
    "report_paper",
    "similar_questions",
    "slug_of",
    "terms_of",
    "to_answer",
    "year_report",
]
