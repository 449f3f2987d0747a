"""Tells Django that this room exists."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "concordat.evidence"
    label = "evidence"
