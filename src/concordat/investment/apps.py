"""Tells Django that this room exists."""

from django.apps import AppConfig


class InvestmentConfig(AppConfig):
    name = "concordat.investment"
    label = "investment"
