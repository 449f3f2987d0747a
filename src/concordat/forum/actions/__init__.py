"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.forum.actions.areas import (
    agree_area,
    end_area,
    measure_area,
    propose_area,
    write_entry,
)
from concordat.forum.actions.decisions import act_as_chair, decide, finish_action, give_action
from concordat.forum.actions.erasing import forget_person
from concordat.forum.actions.forums import admit, end_membership, found_forum, set_terms
from concordat.forum.actions.letters import send_letters
from concordat.forum.actions.load_demo import load_demo
from concordat.forum.actions.meetings import (
    attend,
    call_meeting,
    declare_interest,
    gather,
    leave,
    move_meeting,
    propose_item,
    set_state,
    take_position,
)
from concordat.forum.actions.minutes import (
    approve_minutes,
    circulate_minutes,
    draft_minutes,
    publish_minutes,
    save_minutes,
    withhold_passage,
)
from concordat.forum.actions.plans import answer_likeness, change_plan, enter_plan
from concordat.forum.actions.questions import answer_question, ask

__all__ = [
    "act_as_chair",
    "admit",
    "agree_area",
    "answer_likeness",
    "answer_question",
    "approve_minutes",
    "ask",
    "attend",
    "call_meeting",
    "change_plan",
    "circulate_minutes",
    "decide",
    "declare_interest",
    "draft_minutes",
    "end_area",
    "end_membership",
    "enter_plan",
    "finish_action",
    "forget_person",
    "found_forum",
    "gather",
    "give_action",
    "leave",
    "load_demo",
    "measure_area",
    "move_meeting",
    "propose_area",
    "propose_item",
    "publish_minutes",
    "save_minutes",
    "send_letters",
    "set_state",
    "set_terms",
    "take_position",
    "withhold_passage",
    "write_entry",
]
