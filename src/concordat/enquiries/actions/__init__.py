"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.enquiries.actions.answering import publish_answer, reuse
from concordat.enquiries.actions.asking import answer_back, ask, ask_back, withdraw
from concordat.enquiries.actions.erasing import forget_person
from concordat.enquiries.actions.falling import tell_falls
from concordat.enquiries.actions.forgetting import forget_requesters
from concordat.enquiries.actions.load_demo import load_demo
from concordat.enquiries.actions.post import bounced, send_letters
from concordat.enquiries.actions.reporting import deliver, save_report, send_again
from concordat.enquiries.actions.using import ask_use, say_use
from concordat.enquiries.actions.working import assign, decline, move

__all__ = [
    "answer_back",
    "ask",
    "ask_back",
    "ask_use",
    "assign",
    "bounced",
    "decline",
    "deliver",
    "forget_person",
    "forget_requesters",
    "load_demo",
    "move",
    "publish_answer",
    "reuse",
    "save_report",
    "say_use",
    "send_again",
    "send_letters",
    "tell_falls",
    "withdraw",
]
