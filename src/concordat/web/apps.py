"""Tells Django that this room exists, and what to check in it."""

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "concordat.web"
    label = "web"

    def ready(self) -> None:
        import_module("concordat.web.account.saml.checks")  # they register themselves
