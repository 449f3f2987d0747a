"""Which organisations one can sign in through is read from the environment, or refused aloud."""

import re
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from concordat.config import sign_in
from concordat.config.sign_in import saml

GIVEN = {
    "OIDC_PROVIDERS": "openathens, nhs-care",
    "OIDC_OPENATHENS_LABEL": "OpenAthens",
    "OIDC_OPENATHENS_SERVER": "https://connect.example/",
    "OIDC_OPENATHENS_CLIENT_ID": "ours",
    "OIDC_OPENATHENS_CLIENT_SECRET": "hush",
    "OIDC_NHS_CARE_SERVER": "https://care.example/oidc",
    "OIDC_NHS_CARE_CLIENT_ID": "ours",
    "OIDC_NHS_CARE_CLIENT_SECRET": "hush",
    "OIDC_NHS_CARE_ACR_VALUES": "AAL3",
    "OIDC_NHS_CARE_TRUST_EMAIL": "yes",
}
SAML = {
    "SAML_PROVIDERS": "college",
    "SAML_COLLEGE_METADATA": "https://college.example/metadata",
}


def providers(environment: dict[str, str]) -> list[dict[str, Any]]:
    found = sign_in.providers(environment)["openid_connect"]["APPS"]
    assert isinstance(found, list)
    return found


def saml_providers(environment: dict[str, str]) -> list[dict[str, Any]]:
    found = sign_in.providers(environment)["saml"]["APPS"]
    assert isinstance(found, list)
    return found


def test_none_by_default() -> None:
    assert providers({}) == []
    assert saml_providers({}) == []


def test_each_is_as_the_environment_says() -> None:
    first, second = providers(GIVEN)
    assert (first["provider_id"], first["name"]) == ("openathens", "OpenAthens")
    assert first["settings"]["server_url"] == "https://connect.example"
    assert first["settings"]["oauth_pkce_enabled"]
    assert not first["settings"]["email_authentication"]  # off unless asked for
    assert second["settings"]["auth_params"] == {"acr_values": "AAL3"}
    assert second["settings"]["email_authentication"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"OIDC_OPENATHENS_CLIENT_SECRET": ""}, "Set OIDC_OPENATHENS_CLIENT_SECRET"),
        ({"OIDC_OPENATHENS_SERVER": "http://connect.example"}, "https://"),
        ({"OIDC_OPENATHENS_SERVER": "connect.example"}, "https://"),
        ({"OIDC_PROVIDERS": "Open Athens"}, "is no name"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        providers(GIVEN | change)


def test_without_tls_on_this_machine_alone() -> None:
    server = {"OIDC_OPENATHENS_SERVER": "http://127.0.0.1:9000"}
    assert providers(GIVEN | server)[0]["settings"]["server_url"] == "http://127.0.0.1:9000"


def test_addresses_may_be_trusted_for_some_domains() -> None:
    trust = {"OIDC_OPENATHENS_TRUST_EMAIL": "nhs.example, Hill.example"}
    settings = providers(GIVEN | trust)[0]["settings"]
    assert settings["email_authentication"]
    assert settings["email_domains"] == ["nhs.example", "hill.example"]


def test_saml_is_as_the_environment_says() -> None:
    (college,) = saml_providers(SAML | {"SAML_COLLEGE_LABEL": "Nowhere College"})
    assert (college["provider_id"], college["name"]) == ("college", "Nowhere College")
    settings = college["settings"]
    assert (settings["verified_email"], settings["email_authentication"]) == (False, False)
    assert "email_verified" not in settings["attribute_mapping"]
    chosen = {"SAML_COLLEGE_SUBJECT": "oid", "SAML_COLLEGE_TRUST_EMAIL": "college.example"}
    settings = saml_providers(SAML | chosen)[0]["settings"]
    assert settings["attribute_mapping"]["uid"] == ["oid"]
    assert settings["verified_email"] == settings["email_domains"] == ["college.example"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SAML_COLLEGE_METADATA": ""}, "Set SAML_COLLEGE_METADATA"),
        ({"SAML_COLLEGE_METADATA": "http://college.example/metadata"}, "https://"),
        ({"SAML_COLLEGE_METADATA": "college.xml"}, "the whole path"),
        ({"SAML_COLLEGE_ENTITY_ID": "a'] | //*['"}, "no entity id"),
        ({"SAML_COLLEGE_CONTEXTS": "<x/>"}, "no entity id or context"),
        ({"SAML_COLLEGE_TRUST_EMAIL": "maybe"}, "'maybe' is none"),
        ({"SAML_KEY": "/a/key.pem"}, "together"),
        ({"SAML_PROVIDERS": "college,college"}, "another name"),
        ({"SAML_PROVIDERS": "Our College"}, "is no name"),
    ],
)
def test_what_is_wrong_with_saml_is_said(change: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        saml_providers(SAML | change)


def test_one_name_for_two_providers_is_refused() -> None:
    both = GIVEN | SAML | {"SAML_PROVIDERS": "openathens", "SAML_OPENATHENS_METADATA": "/a.xml"}
    with pytest.raises(ImproperlyConfigured, match="called openathens"):
        sign_in.providers(both)


def test_saml_without_what_it_needs_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saml, "installed", lambda: False)
    assert saml_providers({}) == []
    with pytest.raises(ImproperlyConfigured, match=r"pip install .*requirements/saml\.txt"):
        saml_providers(SAML)
