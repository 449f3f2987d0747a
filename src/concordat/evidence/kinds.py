"""What sort of evidence is this? One kind for each work, and the rule that decided it.

First the publication types of its record (MEDLINE's, by indexers; RIS and OpenAlex types,
by machines), then words of the title, then of the abstract, else "other study". Pure.
"""

import re
from collections.abc import Callable, Iterable

from concordat.evidence.identity.agreeing import is_notice
from concordat.evidence.words import Kind, Reference

#: MEDLINE publication types (NLM, "Publication Characteristics"), the most telling first:
#: a trial that came out as a letter is a trial; a notice about a trial is a notice.
_TYPES: tuple[tuple[Kind, frozenset[str]], ...] = (
    (
        Kind.NOTICE,
        frozenset(
            {
                "retraction of publication",
                "retraction notice",
                "published erratum",
                "expression of concern",
                "erratum",
                "correction",
                "retraction",
            }
        ),
    ),
    (Kind.PREPRINT, frozenset({"preprint"})),
    (Kind.PROTOCOL, frozenset({"clinical trial protocol"})),
    (
        Kind.GUIDANCE,
        frozenset(
            {
                "practice guideline",
                "guideline",
                "consensus statement",
                "consensus development conference",
                "consensus development conference, nih",
            }
        ),
    ),
    (
        Kind.SYSTEMATIC_REVIEW,
        frozenset({"systematic review", "meta-analysis", "network meta-analysis"}),
    ),
    (
        Kind.TRIAL,
        frozenset(
            {
                "randomized controlled trial",
                "controlled clinical trial",
                "clinical trial",
                "clinical trial, phase i",
                "clinical trial, phase ii",
                "clinical trial, phase iii",
                "clinical trial, phase iv",
                "pragmatic clinical trial",
                "equivalence trial",
                "adaptive clinical trial",
            }
        ),
    ),
    (Kind.GREY_LITERATURE, frozenset({"technical report", "government publication"})),
    (Kind.COMMENT, frozenset({"editorial", "letter", "comment", "news", "newspaper article"})),
)

#: OpenAlex `type` (and Crossref's, which it used until 2023) and RIS TY.
_SOURCE_TYPES = {
    "preprint": Kind.PREPRINT,
    "posted-content": Kind.PREPRINT,
    "erratum": Kind.NOTICE,
    "retraction": Kind.NOTICE,
    "editorial": Kind.COMMENT,
    "letter": Kind.COMMENT,
    "peer-review": Kind.COMMENT,
    "report": Kind.GREY_LITERATURE,
    "report-series": Kind.GREY_LITERATURE,
    "dissertation": Kind.GREY_LITERATURE,
    "RPRT": Kind.GREY_LITERATURE,
    "GOVDOC": Kind.GREY_LITERATURE,
    "THES": Kind.GREY_LITERATURE,
    "UNPB": Kind.GREY_LITERATURE,
    "NEWS": Kind.COMMENT,
    "BLOG": Kind.COMMENT,
}

_PREPRINT_SERVERS = re.compile(
    r"(?:medrxiv|biorxiv|arxiv|ssrn|research square|preprints\.org|psyarxiv|f1000 preprint)\b", re.I
)
#: Prefixes of servers; Cold Spring Harbor's journals share 10.1101 and number otherwise.
_PREPRINT_DOI = re.compile(
    r"10\.1101/(?:\d{4}\.\d\d\.\d\d\.\d+|\d{6})|10\.21203/rs\.|10\.20944/preprints"
    r"|10\.48550/arxiv|10\.31234/osf|10\.2139/ssrn"
)
_REGISTERS = re.compile(r"clinicaltrials\.gov|trialsearch|isrctn regist|ictrp|euctr", re.I)


def _rule(*patterns: str) -> Callable[[str], bool]:
    compiled = re.compile("|".join(patterns), re.IGNORECASE)
    return lambda text: compiled.search(text) is not None


_is_protocol = _rule(
    r"\bprotocol\b(?=.{0,40}(?:trial|review|study|meta-analys))",
    r"(?:trial|review|study|meta-analys[ei]s|rct)s?\b.{0,40}\bprotocol\b",
    r"\bstudy protocol\b|\bprotocol for an?\b|\brationale and (?:study )?design\b",
)
_is_review = _rule(
    r"\bsystematic(?:ally)? (?:literature |scoping |mixed.methods |umbrella )?"
    r"(?:and \S+ )?(?:review|overview|appraisal)",
    r"\bmeta.?anal[yi][st]",
    r"\b(?:umbrella|cochrane|evidence|scoping) review\b",
    r"\breview of (?:randomi[sz]ed|systematic)",
)
_is_trial = _rule(
    r"\brandomi[sz]ed\b.{0,80}\b(?:trial|study|comparison|evaluation|controlled|cross.?over)\b",
    r"\b(?:trial|study|comparison)\b.{0,40}\brandomi[sz]ed\b",
    r"\b(?:placebo|double.blind|sham).controlled\b|\bdouble.blind\b",
    r"\b(?:controlled|clinical|pragmatic|cluster|phase (?:i{1,3}v?|iv|[1-4])[ab]?) "
    r"(?:clinical )?trial\b",
    r"\brandomi[sz]ed,? (?:double|single|placebo|open|controlled)",
)
_about_trials = _rule(  # they speak of trials and are none
    r"\b(?:trials|trial registr|secondary analys|post.?hoc|subgroup analys|lessons|design of|"
    r"recruitment|methodolog|participation in|conduct of|update on)"
)
_is_guidance = _rule(
    r"\bclinical (?:practice )?guidelines?\b(?! (?:adherence|implementation|development|use))"
    r".{0,30}\b(?:for|on|from|of the)\b",
    r"^guidelines? (?:for|on)\b|: (?:an? )?(?:\S+ ){0,4}guidelines?$|\bguidelines? update\b",
    r"\bclinical (?:practice )?guidelines?:|\bguidelines? of care\b",
    r"\b(?:consensus|position|scientific) statement\b|\bNICE guid",
)
_is_comment = _rule(
    r"^(?:re|reply|response|comment|commentary|editorial|letter|authors?['’]? (?:reply|response))"
    r" ?(?::|$)",
    r"^(?:reply|comment(?:ary)?|editorial) (?:to|on)\b|^(?:in )?(?:reply|response) to (?:the )?"
    r"(?:letter|comment|editor)|^letter to the editor|^in reply\b",
    r": (?:reply|author(?:s['’]|['’]s)? (?:reply|response)|comment(?:ary)?)\.?$",
)
_review_done = _rule(
    r"\b(?:we|was|were) (?:systematically )?(?:searched|conducted a systematic|performed a meta)",
    r"\b(?:a|this) systematic review\b.{0,40}\b(?:was|of)\b|\bmeta-analys[ei]s (?:was|were)\b",
    r"\b(?:medline|pubmed|embase)\b.{0,200}\bsearched\b|\bsearched\b.{0,200}\b(?:medline|pubmed)\b",
)
_trial_done = _rule(
    r"\b(?:was|were|been) (?:then )?(?:randomly|randomi[sz]ed)\b(?! selected| sampled| chosen)",
    r"\brandomly (?:assigned|allocated)\b|\brandomi[sz]ed to (?:receive|either|one|a|\d)",
    r"\b(?:in (?:this|a)|this|our) (?:\S+ ){0,6}randomi[sz]ed\b",
)
_people = _rule(
    r"\b(?:patients|participants|subjects|women|men|mothers|children|adults|people|volunteers"
    r"|adolescents|residents|infants|smokers|practices|hospitals|students|nurses|families)\b"
)
_animal = _rule(r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|pigs?|in vitro|rodents?)\b")


def kind_of(reference: Reference) -> tuple[Kind, str]:
    """Return the kind of a work and the rule that decided it, in words for its page."""
    for rule in (_from_types, _from_source_type, _from_place, _from_title, _from_abstract):
        if found := rule(reference):
            return found
    return Kind.OTHER_STUDY, "No rule for another kind applies."


def _from_types(reference: Reference) -> tuple[Kind, str] | None:
    given = {name.lower(): name for name in reference.publication_types}
    for kind, names in _TYPES:
        for name in names & given.keys():
            return kind, f"Publication type “{given[name]}”."
    return None


def _from_source_type(reference: Reference) -> tuple[Kind, str] | None:
    kind = _SOURCE_TYPES.get(reference.source_type)
    return (kind, f"Type “{reference.source_type}” in its source.") if kind else None


def _from_place(reference: Reference) -> tuple[Kind, str] | None:
    """Codes of NICE, servers of preprints, registers of trials."""
    for item in reference.identifiers:
        if item.scheme == "nice":
            return Kind.GUIDANCE, f"It has the NICE code {item.value}."
        if item.scheme == "doi" and _PREPRINT_DOI.match(item.value):
            return Kind.PREPRINT, "Its DOI is one of a preprint server."
    if _PREPRINT_SERVERS.match(reference.journal):
        return Kind.PREPRINT, f"It stands on the preprint server {reference.journal}."
    if _REGISTERS.search(reference.journal) or _REGISTERS.search(reference.url):
        return Kind.REGISTRATION, "It stands in a register of trials."
    return None


def _from_title(reference: Reference) -> tuple[Kind, str] | None:
    title = reference.title
    rules: Iterable[tuple[Kind, Callable[[str], bool], str]] = (
        (Kind.NOTICE, is_notice, "a notice of retraction, correction or concern"),
        (Kind.COMMENT, _is_comment, "a comment or a reply"),
        (Kind.PROTOCOL, _is_protocol, "a protocol"),
        (Kind.SYSTEMATIC_REVIEW, _is_review, "a systematic review or meta-analysis"),
        (Kind.GUIDANCE, _is_guidance, "guidance"),
        (Kind.TRIAL, _is_trial_report, "a trial"),
    )
    for kind, applies, what in rules:
        if applies(title):
            return kind, f"The title says that it is {what}."
    return None


def _is_trial_report(title: str) -> bool:
    return _is_trial(title) and not _about_trials(title) and not _animal(title)


def _from_abstract(reference: Reference) -> tuple[Kind, str] | None:
    title, abstract = reference.title, reference.abstract
    if not abstract:
        return None
    # Plain words first: looking for them takes a tenth of the time of the patterns.
    lowered = abstract.lower()
    if any(word in lowered for word in ("search", "systematic", "meta")) and _review_done(abstract):
        return Kind.SYSTEMATIC_REVIEW, "The abstract says that the literature was searched."
    narrative = re.search(r"\breview|\bguideline|\boverview", title, re.IGNORECASE)
    if (
        "random" in lowered
        and _trial_done(abstract)
        and _people(abstract)
        and not narrative
        and not _animal(title + " " + abstract)
    ):
        return Kind.TRIAL, "The abstract says that participants were randomised."
    return None
