"""Tells Django that this room exists."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "concordat.forum"
    label = "forum"
