"""How pages of the forum say days, moments and states. Pure."""

from datetime import date, datetime

from django.utils import timezone

from concordat.forum.words import AreaState, DecisionState, MeetingState, MinutesState, PlanStage
from concordat.web.evidence.standing import Tag

_COLOURS = {
    PlanStage.IDEA: "grey",
    PlanStage.PLANNED: "blue",
    PlanStage.UNDER_WAY: "green",
    PlanStage.FINISHED: "white",
    PlanStage.STOPPED: "red",
    MeetingState.CALLED: "blue",
    MeetingState.PAPERS_SENT: "aqua-green",
    MeetingState.OPEN: "green",
    MeetingState.CLOSED: "white",
    MinutesState.DRAFT: "grey",
    MinutesState.CIRCULATED: "blue",
    MinutesState.APPROVED: "green",
    MinutesState.PUBLISHED: "white",
    AreaState.PROPOSED: "blue",
    AreaState.AGREED: "green",
    AreaState.ENDED: "white",
    DecisionState.IN_FORCE: "green",
    DecisionState.TO_RATIFY: "yellow",
    DecisionState.REVIEW_DUE: "orange",
    DecisionState.REPLACED: "grey",
}


def day(value: date | datetime | None) -> str:
    """Return a day as people write it: 1 October 2021."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """Return a day with its time of day."""
    local = timezone.localtime(value)
    return f"{local.day} {local:%B %Y, %H:%M}"


def clock(value: datetime) -> str:
    """Return the time of day."""
    return f"{timezone.localtime(value):%H:%M}"


def tag(state: PlanStage | MeetingState | MinutesState | AreaState | DecisionState) -> Tag:
    """Return the coloured tag of a state."""
    return Tag(state.value.capitalize(), _COLOURS[state])


#: What every template of the forum may call.
SAYING = {"day": day, "moment": moment, "clock": clock, "state_tag": tag}
