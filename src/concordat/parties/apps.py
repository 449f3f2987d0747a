"""Tells Django that this room exists."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "concordat.parties"
    label = "parties"
