"""Which organisations one can sign in through is read from the environment, or refused aloud."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from concordat.config.sign_in import providers

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


def test_none_by_default() -> None:
    assert providers({}) == []


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
