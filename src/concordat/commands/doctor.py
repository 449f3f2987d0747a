"""`concordat doctor`: what is wrong with this installation, and what to do."""

import json
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

import click

from concordat.commands import house
from concordat.premises import places, secrets
from concordat.premises.entrance import enter

MAKE_RUN = "Type `make run`."
Verdict = Literal["good", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `remedy` says what to type when it is not good."""

    what: str
    verdict: Verdict
    detail: str
    remedy: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def command(*, as_json: bool) -> None:
    """Check this installation and say what to do about each thing that is wrong.

    Writes nothing. Exit code 1 if something is wrong.

    \b
    concordat doctor
    concordat doctor --json
    """
    findings = [_careful(check) for check in CHECKS]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            _say(finding)
    if any(finding.verdict == "wrong" for finding in findings):
        sys.exit(1)


def _say(finding: Finding) -> None:
    click.echo(f"{finding.verdict:<8} {finding.what}: {finding.detail}")
    if finding.remedy:
        click.echo(f"         {finding.remedy}")


def _careful(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as error:  # a broken installation may break any check; say so and go on
        what, detail = check.__name__.replace("_", " "), f"{type(error).__name__}: {error}"
        return Finding(what, "wrong", detail, "Put right what stands above first, then try again.")


def python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", "good", version)


def sqlite() -> Finding:
    if sqlite3.sqlite_version_info < (3, 35):
        return Finding(
            "sqlite", "wrong", sqlite3.sqlite_version, "Use a Python with SQLite 3.35 or later."
        )
    return Finding("sqlite", "good", sqlite3.sqlite_version)


def data_folder() -> Finding:
    folder = places.data_dir()
    if not folder.exists():
        return Finding("data folder", "wrong", f"{folder} does not exist", MAKE_RUN)
    if not os.access(folder, os.W_OK):
        return Finding("data folder", "wrong", f"{folder} cannot be written", "Change its owner.")
    free = shutil.disk_usage(folder).free
    if free < 1 << 30:
        return Finding(
            "data folder",
            "warning",
            f"{folder} has {free >> 20} MB free",
            "Make room: 1 GB or more.",
        )
    return Finding("data folder", "good", str(folder))


def secret_files() -> Finding:
    folder = places.data_dir()
    missing = [name for name in secrets.NAMES if not secrets.read(name, data_dir=folder)]
    if missing:
        return Finding("secrets", "wrong", f"missing: {', '.join(missing)}", MAKE_RUN)
    loose = [
        path.name
        for path in (folder / "secrets").glob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    if loose:
        return Finding(
            "secrets",
            "wrong",
            f"others can read {', '.join(loose)}",
            f"Type `chmod 600 {folder / 'secrets'}/*`.",
        )
    return Finding("secrets", "good", "present, readable by their owner only")


def content() -> Finding:
    folder = places.content_dir()
    if not (folder / "agreements").is_dir():
        return Finding(
            "content",
            "wrong",
            f"{folder} has no agreements",
            "Run from a checkout, or set CONTENT_DIR to the content folder.",
        )
    return Finding("content", "good", str(folder))


def signing_in() -> Finding:
    """Say through which organisations one can sign in, and ask each that can be asked."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        enter()
    except ImproperlyConfigured as error:
        remedy = "Change the environment as it says; nothing starts until then."
        return Finding("settings", "wrong", str(error), remedy)
    from django.conf import settings
    from django.core.checks import run_checks

    said = run_checks(tags=["signing_in"], include_deployment_checks=True)
    if said:
        detail = "; ".join(str(each.msg) for each in said)
        verdict: Verdict = "wrong" if any(each.is_serious() for each in said) else "warning"
        return Finding("signing in", verdict, detail, said[0].hint or "")
    kinds = settings.SOCIALACCOUNT_PROVIDERS.values()
    names = [app["name"] for kind in kinds for app in kind["APPS"]]
    return Finding("signing in", "good", ", ".join(["password", "passkey", *names]))


def database() -> Finding:
    enter()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if absent := house.absent_database():
        return Finding("database", "wrong", f"{absent} does not exist", MAKE_RUN)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Finding(
            "database", "wrong", f"{len(plan)} migrations to run", "Type `concordat serve`."
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            said = cursor.fetchone()[0]
        if said != "ok":
            return Finding("database", "wrong", f"damaged: {said}", "Restore the last backup.")
    return Finding("database", "good", f"{connection.vendor}, up to date")


def index() -> Finding:
    enter()
    if house.absent_database():  # opening it would make it, and the doctor writes nothing
        return Finding("index", "wrong", "there is no database to compare it with", MAKE_RUN)
    from concordat.search import queries

    problems = queries.check()
    if problems:
        return Finding("index", "wrong", "; ".join(problems), "Type `concordat index build`.")
    return Finding("index", "good", "agrees with the evidence")


def long_work() -> Finding:
    """Say whether somebody runs what people have asked for and wait for."""
    enter()
    if house.absent_database():
        return Finding("long work", "wrong", "there is no database to look in", MAKE_RUN)
    from django.utils import timezone

    from concordat.errands import queries

    lying = queries.left_lying(now=timezone.now())
    if lying:
        remedy = "Type `concordat serve` without --no-clock, or start the clock where it runs."
        return Finding("long work", "warning", f"{lying} wait, and nobody runs them", remedy)
    return Finding("long work", "good", "nothing is left lying")


def browser() -> Finding:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Finding("browser for tests", "good", found)
    return Finding(
        "browser for tests",
        "warning",
        "no chromium: browser journeys are skipped",
        "Install it, on Debian with `apt-get install chromium`.",
    )


CHECKS = (
    python,
    sqlite,
    data_folder,
    secret_files,
    content,
    signing_in,
    database,
    index,
    long_work,
    browser,
)
