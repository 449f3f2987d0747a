"""Making Django ready, for whatever does not come in through a web server."""

import os


def enter() -> None:
    """Set Django up with this installation's settings. Writes nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings.local")
    django.setup()
