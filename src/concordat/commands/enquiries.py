"""`concordat enquiries`: the letters of requests to a library."""

import click

from concordat.commands import house


@click.group()
def group() -> None:
    """Requests to a library: their letters."""


@group.command()
@click.argument("letter")
@click.option("--why", default="", help="What the mail server said.")
@house.as_somebody
def bounced(*, letter: str, why: str) -> None:
    """Record that LETTER came back; it then stands on the queue until it is sent again.

    LETTER is its Message-ID, the part of it before the @, or the id of the request. A mail
    server can call this for each letter that it returns.

    \b
    concordat enquiries bounced 4tq0m8z1c2v3b --why "550 no such user"
    """
    house.enter_to_write()
    from django.utils import timezone

    from concordat.enquiries import actions
    from concordat.enquiries.words import Refused

    try:
        request = actions.bounced(by=house.acting(), letter=letter, why=why, now=timezone.now())
    except Refused as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Noted. Request {request} stands on the queue until the letter is sent again.")


@group.command()
def send() -> None:
    """Send the letters that wait, as the clock does every ten seconds.

    \b
    concordat enquiries send
    """
    house.enter_to_write()
    from django.utils import timezone

    from concordat.enquiries import actions
    from concordat.parties.words import OPERATOR

    click.echo(f"{actions.send_letters(by=OPERATOR, now=timezone.now())} letters sent.")
