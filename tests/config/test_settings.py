"""Each kind of installation starts as it should, or says why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.web.account.saml import college


def start(settings: str, tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": "src",
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": f"concordat.config.settings.{settings}",
        **given,
    }
    return subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        env=environment,
    )


def test_production_is_clean(tmp_path: Path) -> None:
    run = start(
        "production",
        tmp_path,
        ALLOWED_HOSTS="knowledge.example",
        SECRET_KEY="aZ9-q" * 20,
        AUDIT_KEY="b" * 50,
    )
    assert run.returncode == 0, run.stderr


def test_production_is_clean_with_saml_and_says_when_it_cannot_be(tmp_path: Path) -> None:
    metadata = tmp_path / "college.xml"
    given = {
        "ALLOWED_HOSTS": "knowledge.example",
        "SECRET_KEY": "aZ9-q" * 20,
        "AUDIT_KEY": "b" * 50,
        "SAML_PROVIDERS": "college",
        "SAML_COLLEGE_METADATA": str(metadata),
    }
    absent = start("production", tmp_path, **given)
    assert absent.returncode != 0
    assert "Set SAML_COLLEGE_METADATA" in absent.stderr
    metadata.write_text(college.metadata())
    assert start("production", tmp_path, **given).returncode == 0


def test_production_without_secrets_is_refused(tmp_path: Path) -> None:
    run = start("production", tmp_path, ALLOWED_HOSTS="knowledge.example")
    assert run.returncode != 0
    assert "Set SECRET_KEY" in run.stderr


def test_production_without_hosts_is_refused(tmp_path: Path) -> None:
    run = start("production", tmp_path, SECRET_KEY="aZ9-q" * 20, AUDIT_KEY="b" * 50)
    assert run.returncode != 0
    assert "Set ALLOWED_HOSTS" in run.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
