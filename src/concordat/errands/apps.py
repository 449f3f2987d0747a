"""Tells Django that this room exists."""

from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "concordat.errands"
    label = "errands"
