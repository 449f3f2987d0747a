"""`concordat people`: bring in the first people, and help those who are locked out."""

import click

from concordat.commands import house
from concordat.parties.words import Certainty, PersonView, Role


@click.group()
def group() -> None:
    """Bring people in, and help those who are locked out."""


@group.command()
@click.argument("email")
@click.option("--name", default="", help="Their name; they can mend it when they join.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    default=[Role.ADMINISTRATOR.value],
    show_default=True,
    type=click.Choice([role.value for role in Role]),
    help="What they do; may be given several times.",
)
@click.option(
    "--party", required=True, help="Slug of the party, as `concordat parties list` shows."
)
@click.option("--post", default="", help="What they are there.")
@click.option("--join", is_flag=True, help="Let the party join this copy today, if it has not.")
@house.as_somebody
def add(
    *, email: str, name: str, roles: tuple[str, ...], party: str, post: str, join: bool
) -> None:
    """Bring EMAIL into a party, and print the link by which they set a password.

    So the first administrator comes in, who then invites the others in the browser. The
    link works once and for 14 days.

    \b
    concordat people add ann@trust.example --name "Ann Example" --party my-trust --join
    concordat people add joe@icb.example --party my-icb --role secretariat --role administrator
    """
    house.enter_to_write()
    from django.utils import timezone

    from concordat.parties import actions, queries

    by = house.acting()
    found = queries.party(party, on=timezone.localdate())
    if found is None:
        raise click.ClickException(f"There is no party “{party}”. `concordat parties list`.")
    try:
        if found.joined is not Certainty.YES and join:
            actions.join(by=by, party=party, since=timezone.localdate())
        made = actions.invite(
            by=by,
            email=email,
            name=name,
            party=party,
            post=post,
            roles=[Role(role) for role in roles],
        )
    except actions.WrongFactError as error:
        raise click.ClickException(str(error)) from None
    view = queries.invitation(made, by=by)
    if view is not None:
        click.echo(f"{email} joins {view.party.name} and sets a password at")
        click.echo(_address("join", [view.code]))
    if found.joined is not Certainty.YES and not join:
        click.echo(f"{party} has not joined this copy: add --join when it has.", err=True)


@group.command(name="list")
@click.option("--party", default="", help="Only who works for this party (slug) today.")
@house.as_somebody
def list_(*, party: str) -> None:
    """List people with their posts and roles of today; an administrator's, those of their party.

    \b
    concordat people list
    concordat people list --party wexbourne-royal
    """
    house.enter_to_read()
    from concordat.parties import actions, queries

    by = house.acting()
    if not queries.may_act(by, Role.ADMINISTRATOR):
        raise actions.NotAllowedError(by, (Role.ADMINISTRATOR,))
    for person in queries.everybody(by=by) if by.operator else queries.people_of(by=by):
        where = _where(person)
        if not party or party in where:
            click.echo(_line(person, where))


def _where(person: PersonView) -> list[str]:
    from django.utils import timezone

    today = timezone.localdate()
    return [p.slug for p, _, when in person.affiliations if when.covers(today) is Certainty.YES]


def _line(person: PersonView, where: list[str]) -> str:
    from django.utils import timezone

    today = timezone.localdate()
    roles = [r.value for _, r, when in person.roles if when.covers(today) is Certainty.YES]
    return f"{person.email}  {person.name}  at {', '.join(where) or '-'}  {', '.join(roles)}"


@group.command()
@click.argument("email")
@click.option("--reason", required=True, help="Why: it stands in the record.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@house.as_somebody
def erase(*, email: str, reason: str, yes: bool) -> None:
    """Take the name and address of EMAIL out, as they may ask by law, and end their access.

    Also of somebody who has no account, and only asked a library. What they did for a party
    stays in its record without their name; the record stays sound. Says what was cleared, and
    what stays and why. Archives made before still name them: they go when those are thrown away.

    \b
    concordat people erase ann@trust.example --reason "asked on 1 May 2026"
    """
    house.enter_to_write()
    from django.utils import timezone

    from concordat.commands.erasing import erase_everywhere, known

    by, address = house.acting(), email.strip().lower()
    if not known(address, by=by):
        raise click.ClickException(f"Nobody is known by {email}.")
    if not yes:
        click.confirm("This cannot be undone. Go on?", abort=True)
    done = erase_everywhere(by=by, email=address, reason=reason, now=timezone.now())
    click.echo(f"{email} is erased.")
    for what, count in done.cleared:
        click.echo(f"  {what}: {count:,} cleared" if count else f"  {what}: none")
    click.echo("What stays, and why:")
    for told in done.stays:
        click.echo(f"  {told}")


@group.command(name="password-link")
@click.argument("email")
def password_link(*, email: str) -> None:
    """Print a link by which EMAIL sets a new password; for a copy that sends no letters.

    Give it to nobody but them. It works once.

    \b
    concordat people password-link ann@trust.example
    """
    house.enter_to_write()
    from allauth.account.forms import default_token_generator
    from django.contrib.auth import get_user_model

    from concordat.parties import actions
    from concordat.parties.words import OPERATOR

    person = get_user_model().objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise click.ClickException(f"Nobody signs in with {email}.")
    actions.note(by=OPERATOR, deed="make password link", about=f"person:{person.public_id}")
    key = {"uidb36": person.public_id, "key": default_token_generator.make_token(person)}
    click.echo(_address("account_reset_password_from_key", key))


@group.command(name="forget-factor")
@click.argument("email")
@click.confirmation_option(prompt="Make sure that it is really they who ask. Go on?")
def forget_factor(*, email: str) -> None:
    """Let EMAIL sign in without the second factor that they have lost, and end their sessions.

    \b
    concordat people forget-factor ann@trust.example
    """
    house.enter_to_write()
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession
    from django.db import transaction

    from concordat.parties import actions
    from concordat.parties.words import OPERATOR

    held = Authenticator.objects.filter(user__email=email.strip().lower()).select_related("user")
    if not held:
        raise click.ClickException(f"{email} has no second factor.")
    person = held[0].user
    with transaction.atomic():
        for session in UserSession.objects.filter(user=person):
            session.end()
        count, _ = held.delete()
        about = f"person:{person.public_id}"
        actions.note(by=OPERATOR, deed="forget factor", about=about, changed={"count": count})
    click.echo(f"{email} signs in with the password alone, and should add a new factor.")


def _address(name: str, given: list[str] | dict[str, str]) -> str:
    from django.conf import settings
    from django.urls import reverse

    if isinstance(given, dict):
        return str(settings.SITE) + reverse(name, kwargs=given)
    return str(settings.SITE) + reverse(name, args=given)
