"""`concordat serve`: the web processes and the clock."""

import os
import socket
import subprocess
import sys
from typing import Any

import click

from concordat.commands import house
from concordat.premises import secrets


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="HOST:PORT to listen on.")
@click.option(
    "--processes", default=0, help="Web processes; 0 means one for each core, two at least."
)
@click.option("--no-clock", is_flag=True, help="Leave the clock out (it runs elsewhere).")
def command(*, bind: str, processes: int, no_clock: bool) -> None:
    """Serve the pages, several processes with the clock beside them, until Ctrl+C.

    \b
    concordat serve
    concordat serve --bind 0.0.0.0:8080 --processes 4
    """
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit():
        raise click.BadParameter(f"{bind!r} is not HOST:PORT, for example 127.0.0.1:8000")
    _refuse_if_taken(host.strip("[]"), int(port))
    os.environ["BOUND_TO"] = bind  # settings read it: some things are shown on this machine only
    house.enter_to_write()
    hands = [] if no_clock else [_hand(name) for name in ("clock", "errands")]
    try:
        _web(bind, processes or max(2, os.cpu_count() or 2))
    finally:
        for hand in hands:
            hand.terminate()
        for hand in hands:
            hand.wait(timeout=30)


def _hand(name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "concordat.jobs.clock", name]
    return subprocess.Popen(command)  # noqa: S603 - our own interpreter and names


def _refuse_if_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cannot listen on {host}:{port}: {error.strerror}. Something else may be serving "
                "there; stop it, or choose another place with --bind."
            ) from None


def _web(bind: str, processes: int) -> None:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn, told in code what a configuration file would tell it."""

        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": bind,
                "workers": processes,
                "preload_app": False,
                "timeout": 60,
                "limit_request_line": 8190,  # a long strategy stands in the address
                "graceful_timeout": 10,
                "loglevel": "warning",
                "control_socket_disable": True,
                "when_ready": lambda _: _greet(bind),
                "post_worker_init": lambda _: _warm(),
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

    Server().run()


def _warm() -> None:
    """Open the index and read the addresses before the first reader comes, who would wait."""
    from django.urls import get_resolver

    from concordat.search import queries

    _ = get_resolver().url_patterns
    queries.status()


def _greet(bind: str) -> None:
    from django.conf import settings

    click.echo(f"\nConcordat ({settings.WORLD} world) is ready: http://{bind}")
    if settings.WORLD == "demo":
        click.echo("Try first:  type  high blood pressure in pregnancy  into the search box,")
        click.echo("            or open  /agreements/concordat  to read what the parties signed.")
        if password := secrets.read("demo_password", data_dir=settings.DATA_DIR):
            click.echo("Sign in as  ada.fenwick@wexbourne.example  or another person shown there,")
            click.echo(f"            with the password  {password}")
    click.echo("Stop with Ctrl+C.\n")
    sys.stdout.flush()
