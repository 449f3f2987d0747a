"""What a relation of standing means for the work, and how a page says it."""

from concordat.evidence.words import Standing

#: What a record says of its own work.
SAID_OF_ITSELF = {
    "retracted": Standing.RETRACTED,
    "withdrawn": Standing.WITHDRAWN,
    "replaced": Standing.REPLACED,
    "concern": Standing.CONCERN,
    "corrected": Standing.CORRECTED,
    "current": Standing.CURRENT,
}
#: What a notice says of its target.
SAID_OF_TARGET = {
    "notice_of_retraction": Standing.RETRACTED,
    "notice_of_concern": Standing.CONCERN,
    "notice_of_correction": Standing.CORRECTED,
}
#: A relation as the page of the work that has it says it.
OWN_WORDS = {
    "retracted": "retraction notice",
    "withdrawn": "withdrawal notice",
    "replaced": "replaced by",
    "concern": "expression of concern",
    "corrected": "correction",
    "current": "confirmed by",
    "notice_of_retraction": "retracts",
    "notice_of_concern": "raises concern about",
    "notice_of_correction": "corrects",
}
#: The same relation as the page of its target says it.
OTHER_WORDS = {
    "retracted": "retracts",
    "withdrawn": "withdraws",
    "replaced": "replaces",
    "concern": "raises concern about",
    "corrected": "corrects",
    "current": "confirms",
    "notice_of_retraction": "retraction notice",
    "notice_of_concern": "expression of concern",
    "notice_of_correction": "correction",
}
#: What the relation of a statement would be, had a record made it.
AS_IF_SAID = {standing: relation for relation, standing in SAID_OF_ITSELF.items()}
#: Ties that are not standing, and their other side. An unknown one reads the same both ways.
INVERSE = {
    "rests on": "underpins",
    "underpins": "rests on",
    "cites": "cited by",
    "cited by": "cites",
    "replaced by": "replaces",
    "replaces": "replaced by",
    "protocol of": "protocol",
    "protocol": "protocol of",
    "preprint of": "preprint",
    "preprint": "preprint of",
    "translation of": "translation",
    "translation": "translation of",
    "comment on": "comment",
    "comment": "comment on",
    "part of": "has part",
    "has part": "part of",
}
