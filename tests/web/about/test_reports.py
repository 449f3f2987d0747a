"""A report of a problem is on the disk before the reader is thanked."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from concordat.web.about.reports import MOST_AN_HOUR, Report, TooManyReports, keep

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_report_is_one_line_and_only_ours_to_read(tmp_path: Path) -> None:
    file = tmp_path / "new" / "reports.jsonl"
    keep(Report("It is\nbroken: “ö”", "/search", "a@example.org"), file=file, now=NOW)
    assert lines(file) == [
        {
            "at": "2026-01-01T12:00:00+00:00",
            "what": "It is\nbroken: “ö”",
            "page": "/search",
            "contact": "a@example.org",
        }
    ]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_line_cut_off_by_a_crash_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    keep(Report("first"), file=file, now=NOW)
    with file.open("ab") as stream:
        stream.write(b'{"at": "2026-01-01T12')
    keep(Report("second"), file=file, now=NOW)
    written = file.read_text().splitlines()
    assert json.loads(written[0])["what"] == "first"
    assert json.loads(written[2])["what"] == "second"


def test_a_flood_is_refused_until_the_hour_has_passed(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    for number in range(MOST_AN_HOUR):
        keep(Report(f"report {number}"), file=file, now=NOW)
    with pytest.raises(TooManyReports):
        keep(Report("one more"), file=file, now=NOW + timedelta(minutes=59))
    keep(Report("later"), file=file, now=NOW + timedelta(minutes=61))
    assert len(lines(file)) == MOST_AN_HOUR + 1


def test_reports_sent_at_once_are_all_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    senders = [
        threading.Thread(target=keep, args=(Report(f"{n} " + "x" * 3_000),),
                         kwargs={"file": file, "now": NOW})
        for n in range(20)
    ]  # fmt: skip
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert {line["what"].split()[0] for line in lines(file)} == {str(n) for n in range(20)}


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_world")
class TestForm:
    def test_what_is_sent_is_kept(self, client: Client, settings: Settings) -> None:
        response = client.post("/report", {"what": "It is broken", "page": "/search"})
        assert (response.status_code, response["Location"]) == (302, "/report/received")
        (line,) = lines(settings.DATA_DIR / "reports.jsonl")
        assert (line["what"], line["page"]) == ("It is broken", "/search")
        assert "testserver" not in str(line)
        assert "127.0.0.1" not in str(line)

    def test_an_empty_form_names_the_field(self, client: Client) -> None:
        response = client.post("/report", {"what": "", "contact": "nobody"})
        assert response.status_code == 400
        html = response.content.decode()
        assert 'href="#id_what"' in html
        assert "Say what is wrong" in html
        assert "Enter an email address like name@example.org" in html

    def test_a_program_that_fills_in_every_field_is_not_kept(
        self, client: Client, settings: Settings
    ) -> None:
        client.post("/report", {"what": "Buy", "website": "https://example.org"})
        assert not (settings.DATA_DIR / "reports.jsonl").exists()

    def test_a_form_from_elsewhere_is_refused_with_a_page(self) -> None:
        response = Client(enforce_csrf_checks=True).post("/report", {"what": "It is broken"})
        assert response.status_code == 403
        assert "This form has expired" in response.content.decode()

    def test_a_flood_is_told_to_wait(self, client: Client, settings: Settings) -> None:
        file = settings.DATA_DIR / "reports.jsonl"
        for _ in range(MOST_AN_HOUR):
            keep(Report("x"), file=file, now=datetime.now(UTC))
        response = client.post("/report", {"what": "It is broken"})
        assert response.status_code == 429
        assert "Please try again later" in response.content.decode()
