"""A Django form as parameters of the design system's components."""

from django.forms import BaseForm
from django.forms.boundfield import BoundField


def component(field: BoundField, **more: object) -> dict[str, object]:
    """Return the parameters of an input or textarea: label, hint, value and error.

    `more` adds or replaces parameters, such as `rows` or `autocomplete`.
    """
    parameters: dict[str, object] = {
        "id": field.id_for_label,
        "name": field.html_name,
        "label": {"text": field.label},
        "value": field.value() or "",
    }
    if field.help_text:
        parameters["hint"] = {"text": field.help_text}
    if field.errors:
        parameters["errorMessage"] = {"text": " ".join(str(said) for said in field.errors)}
    return {**parameters, **more}


def error_summary(form: BaseForm) -> dict[str, object] | None:
    """Return the parameters of the error summary, each error linked to its field, or None."""
    if not form.errors:
        return None
    errors: list[dict[str, object]] = [{"text": said} for said in form.non_field_errors()]
    errors += [
        {"text": said, "href": f"#{field.id_for_label}"} for field in form for said in field.errors
    ]
    return {"titleText": "There is a problem", "errorList": errors}
