"""The template environment: our own layouts over the NHS design system's components."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from concordat.nhsuk import fields


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja2 backend renders every page with.

    An undefined value prints as nothing and may be looked into, as the design system's
    components expect of their optional parameters.
    """
    own = options.pop("loader")
    loader = ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")])
    # Django adds options of its own, `undefined` and `autoescape` among them; these prevail.
    options.pop("autoescape", None)
    options |= {"undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(loader=loader, autoescape=True, **options)
    made.globals.update(static=static, url=url)
    made.globals.update(components=fields.components, error_summary_of=fields.error_summary)
    return made
