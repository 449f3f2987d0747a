"""Tells Django that this room exists."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "concordat.delivery"
    label = "delivery"
