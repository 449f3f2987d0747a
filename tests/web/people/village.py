"""Two parties with people in them, for pages that need somebody signed in."""

from datetime import date

from concordat.parties import actions
from concordat.parties.words import OPERATOR, PartyKind, Role, TieKind

PASSWORD = "copper tram otter"
FOUNDED = date(2020, 1, 1)


def settle() -> dict[str, str]:
    """Make the parties and people; return the public ids of people by first name."""
    for slug, kind in (
        ("hill-trust", PartyKind.TRUST),
        ("dale-trust", PartyKind.TRUST),
        ("hill-library", PartyKind.KNOWLEDGE_SERVICE),
    ):
        name = slug.replace("-", " ").title()
        actions.found_party(by=OPERATOR, slug=slug, name=name, kind=kind, since=FOUNDED)
        actions.join(by=OPERATOR, party=slug, since=FOUNDED)
    actions.tie(
        by=OPERATOR, party="hill-library", to="hill-trust", kind=TieKind.PART_OF, since=FOUNDED
    )
    return {
        "una": person("una", "hill-trust", Role.READER, Role.ADMINISTRATOR),
        "lev": person("lev", "hill-library", Role.KNOWLEDGE_SPECIALIST),
        "dag": person("dag", "dale-trust", Role.READER, Role.ADMINISTRATOR),
    }


def person(name: str, party: str, *roles: Role) -> str:
    made = actions.create_person(
        by=OPERATOR, email=f"{name}@{party}.example", name=name.title(), password=PASSWORD
    )
    actions.affiliate(by=OPERATOR, person=made, party=party, post="Clerk", since=FOUNDED)
    for role in roles:
        actions.grant_role(by=OPERATOR, person=made, party=party, role=role, since=FOUNDED)
    return made
