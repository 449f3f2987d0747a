"""Tells Django that this room exists."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "concordat.enquiries"
    label = "enquiries"
