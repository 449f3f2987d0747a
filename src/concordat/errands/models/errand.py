"""An errand: long work that somebody asked for."""

import secrets

from django.db import models

from concordat.errands.words import State


def new_public_id() -> str:
    """Return an opaque id. The cellar knows no room, so it does not borrow the parties' one."""
    return secrets.token_hex(8)[:13]


class Errand(models.Model):
    """One piece of long work. Its payload says all that a repeat needs."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    asked_by = models.CharField(max_length=13, blank=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.WAITING
    )
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "asked_at"], name="errand_next"),)

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"
