"""Who keeps the record in tests of its pages: the secretariat of the real NICE."""

from datetime import date

from django.test import Client

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Certainty, Role

FOUNDED = date(2020, 1, 1)
PASSWORD = "copper tram otter"


def person(name: str, party: str, *roles: Role) -> models.Person:
    """Make somebody who works for a party, which has joined."""
    made = actions.create_person(
        by=OPERATOR, email=f"{name}@{party}.example", name=name.title(), password=PASSWORD
    )
    view = queries.party(party, on=FOUNDED)
    if view is None or view.joined is not Certainty.YES:
        actions.join(by=OPERATOR, party=party, since=FOUNDED)
    actions.affiliate(by=OPERATOR, person=made, party=party, since=FOUNDED)
    for role in roles:
        actions.grant_role(by=OPERATOR, person=made, party=party, role=role, since=FOUNDED)
    return models.Person.objects.get(public_id=made)


def signed_in(someone: models.Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client
