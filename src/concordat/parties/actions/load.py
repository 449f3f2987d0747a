"""Load parties and agreements from the reviewed files of content/. Loading twice changes nothing.

Every file is TOML, read by name order; how facts are spread over files is free, and a table may
refer to a slug that stands in another file. A table that cannot be used is left out with a
complaint that names file, table and key; everything else is loaded. Nothing is guessed: leave out
a fact that no source gives. Unknown keys are complaints, so that a misspelt key is not lost.

Dates. Wherever a date is wanted, write one of:
    2021-10-01                                        the day is known (a TOML date, no quotes)
    "2021-10", "2021"                                 some day of that month or year
    { earliest = 2021-10-01, latest = 2022-03-31 }    between the two; either may be left out
    "unknown"                                         it happened, nobody says when
What happens within its bounds makes an as-at answer say "possibly". A missing `from` of a name,
role, identifier or tie means "as long as the party"; a missing `from` of a party, agreement,
version or signature means unknown. A missing `until` means "not ended, as far as the source says".
`until` is the first day on which the thing was no longer so (HEE: until 2023-04-01).

content/parties/*.toml

    [[party]]
    slug = "hee"                    # its address here for ever; never changed, never used again
    kind = "arm's length body"      # a value of parties.words.PartyKind
    from = 2012-06-28               # when it came into being
    until = 2023-04-01              # only when it ended without a [[succession]]; else leave out
    about = "One plain sentence."
    website = "https://..."
    source = "https://..."          # the page that says so, or a named source
    note = ""                       # anything a reader should know, such as what is doubtful
    joined = 2021-10-01             # when it joined this shared system; left out: it has not

    [[party.name]]                  # at least one
    name = "Health Education England"
    short = "HEE"
    kind = "name"                   # name | operating name | Welsh name ...; default "name"
    from = 2012-06-28
    until = 2023-04-01
    source = ""

    [[party.role]]                  # what the party is for others, in plain words
    role = "research funder"
    from = 2006-04-01
    source = ""

    [[party.identifier]]            # an ODS code is not a legal person: several may be right
    scheme = "ods"                  # ods, ror, wikidata, govuk, companies house, isni ...
    value = "T73"
    from = 2013-04-01
    source = ""

    [[party.tie]]                   # what it belongs to, or the name under which it works
    to = "dhsc"
    kind = "part of"                # part of | sponsored by | acts as | in region | in system
    from = 2016-04-01
    source = ""
                                    # "acts as": Monitor and the NHS Trust Development Authority
                                    # each act as nhs-improvement, a party of kind "joint name"

    [[party.publishes]]             # its publisher profile: one table for each thing it publishes
    key = "guidance"                # addressable within the party
    what = "Guidance: NICE guidelines, technology appraisals, ..."
    where = "https://www.nice.org.uk/guidance/published"
    licence = "NICE UK open content licence"
    licence_url = "https://..."
    feed = "https://..."            # address for harvesting, when there is one
    format = "rss"                  # what the feed gives
    taken_as = "nice-2014"          # slug of the evidence source that takes it in, when one does
    review_on = 2027-01-01          # when somebody should look at this entry again
    from = 1999-04-01
    note = ""
    source = ""

    [[succession]]                  # one event, however many parties it touches
    slug = "phe-2021"
    kind = "split"                  # merge | absorb | split | rename | transfer of function
    on = 2021-10-01                 # left out: unknown
    status = "in force"             # announced | in force | withdrawn
    announced_on = 2020-08-18
    withdrawn_on = 2027-05-01       # withdrawn only: with it, why, and the page that says so
    withdrawn_reason = "..."
    withdrawn_source = "https://..."
    title = "Public Health England closed"
    instrument = "..."              # act, regulations, order, statement: its name
    instrument_url = "https://..."
    source = "https://..."
    note = ""

    [[succession.part]]             # at least one; the parts of one event hold together
    from = "phe"
    to = "ukhsa"
    function = "health protection"  # left out: everything not named in another part
    note = ""

    merge: several into a new one, the old ones end. absorb: one or several into one that goes on,
    the old ones end. split: one into several, the old one ends. rename: write `from` and `to` the
    same, with `name = "..."` and `short = "..."` in the part: the name is then dated by the event
    (do not write it as a [[party.name]] too); or two slugs, when the law made a new body.
    What people recorded here of an announced event (that it came into force, was put off or
    withdrawn) stays; a file that says otherwise is a complaint, and is to be brought up to date.
    transfer of function: only `function` goes over, both go on. Name functions with the same
    words everywhere; they are compared without regard to case.

content/agreements/*.toml

    [[agreement]]
    slug = "concordat"
    kind = "concordat"              # a value of parties.words.AgreementKind
    title = "Maximising digital knowledge resources for health and care in England: a concordat"
    short = "The concordat"
    about = "One plain sentence."
    signed_on = { earliest = 2021-10-01, latest = 2022-03-31 }
    from = ...                      # in force from; left out: from signed_on
    until = ...                     # ended; left out: not ended as far as known
    review_on = ...                 # when it is or was due for review; left out: none is known
    source = "https://..."          # the page that says so
    note = "signed text, its date and officers not public"

    [[agreement.convenor]]          # a dated role, which can be handed on; not a super-user
    party = "hee"
    function = ""                   # decides who holds it after a split; may be left out
    from = ...
    until = ...
    source = ""
    note = ""

    [[agreement.version]]           # at least one
    number = "1"
    from = ...                      # left out: as the agreement
    until = ...                     # only when a later version took its place
    source = "https://..."          # where this wording stands
    note = "as the published page has them"

    [[agreement.version.clause]]    # its address is /agreements/<slug>/<key>
    key = "ambition-2"              # small letters, figures, hyphens
    kind = "ambition"               # preamble | ambition | forum | relation | term | other
    number = "2"                    # as printed, when it is
    heading = ""                    # when the source has one
    text = "investment in digital knowledge resources ..."    # word for word

    [[agreement.version.document]]
    key = "page"
    title = "Published page"
    url = "https://..."
    media_type = "text/html"
    sha256 = ""                     # 64 hex figures of the very bytes; left out: not held
    file = ""                       # beside this TOML file, when we hold and may show it
    published_on = 2022-02-01
    note = ""

    [[agreement.signature]]         # one table for each name under which was signed
    key = "nhs-england-and-nhs-improvement"
    name = "NHS England and NHS Improvement"           # as signed
    parties = ["nhs-england", "nhs-improvement"]       # who signed under that name
    function = ""
    officer = ""                    # only when public
    officer_role = ""
    signed_on = ...                 # left out: as the agreement
    until = ...                     # withdrew
    version = "1"                   # left out: the first
    source = ""
    note = ""

    [[agreement.support]]           # support is not a signature
    party = "nihr"
    name = "National Institute for Health Research (NIHR)"    # as the source names it
    function = ""
    from = ...                      # left out: as the agreement's signed_on
    until = ...
    source = ""
    note = ""

    [[agreement.relation]]
    kind = "complements"            # complements | implements | supersedes | conflicts with
    to = "nice-cqc-2021"            # slug of another agreement, or
    to_text = "the partnership agreements which already exist between our organisations"
    clause = "complements"          # key of the clause that says so
    source = ""
    note = ""

    [[agreement.commitment]]
    key = "ambition-1-nice"
    clause = "ambition-1"
    party = "nice"                  # who owes it
    text = "..."
    function = ""                   # decides who owes it after a split; may be left out
    indicator = "..."               # what would show it
    target = "..."
    from = ...
    until = ...
    source = ""

    [[agreement.commitment.evidence]]    # of delivery
    on = 2024-03-31
    text = "..."
    url = "https://..."
"""

from pathlib import Path

from django.db import transaction

from concordat.parties.actions.load_agreement import keep_agreement, keep_agreement_parts
from concordat.parties.actions.load_party import keep_party, keep_party_facts, keep_succession
from concordat.parties.actions.loading import Load, by_slug
from concordat.parties.actions.rights import require
from concordat.parties.content import read_folder
from concordat.parties.models import Agreement, Party
from concordat.parties.shapes import AGREEMENT, PARTY, SUCCESSION
from concordat.parties.words import Actor, LoadReport, Role


def load_parties(*, folder: Path, by: Actor) -> LoadReport:
    """Load the parties and successions of a folder, all in one transaction.

    Never deletes a party or a succession that the files no longer name. Complaints say
    what was left out; the rest is loaded. Raises NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    load = Load(read_folder(folder, {"party": PARTY, "succession": SUCCESSION}), folder)
    with transaction.atomic():
        parties = [(item, keep_party(item.row, load)) for item in load.found.items["party"]]
        load.parties = by_slug(Party)
        for item, party in parties:
            keep_party_facts(item, party, load)
        for item in load.found.items["succession"]:
            keep_succession(item, load)
        return load.finish(by=by, deed="load parties")


def load_agreements(*, folder: Path, by: Actor) -> LoadReport:
    """Load the agreements of a folder, all in one transaction; load the parties first.

    Never deletes an agreement that the files no longer name. A document whose file is
    beside the TOML and has other bytes than `sha256` says is a complaint, and is left
    out. Raises NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    load = Load(read_folder(folder, {"agreement": AGREEMENT}), folder)
    with transaction.atomic():
        load.parties = by_slug(Party)
        agreements = [
            (item, keep_agreement(item.row, load)) for item in load.found.items["agreement"]
        ]
        load.agreements = by_slug(Agreement)
        for item, agreement in agreements:
            keep_agreement_parts(item, agreement, load)
        return load.finish(by=by, deed="load agreements")
