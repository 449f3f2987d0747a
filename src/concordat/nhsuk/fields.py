"""A Django form as parameters of the design system's components."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.forms import BaseForm, widgets
from django.forms.boundfield import BoundField


def component(field: BoundField, **more: object) -> dict[str, object]:
    """Return the parameters of an input or textarea: label, hint, value and error.

    `more` adds or replaces parameters, such as `rows` or `autocomplete`.
    """
    parameters: dict[str, object] = {
        "id": field.id_for_label,
        "name": field.html_name,
        "label": {"text": field.label},
        "value": _value(field),
    }
    if field.help_text:
        parameters["hint"] = {"text": field.help_text}
    if field.errors:
        parameters["errorMessage"] = {"text": " ".join(str(said) for said in field.errors)}
    return {**parameters, **more}


def _value(field: BoundField) -> object:
    value = field.value()
    return "" if value is None or value is False else value  # 0 is a value


def error_summary(form: BaseForm) -> dict[str, object] | None:
    """Return the parameters of the error summary, each error linked to its field, or None.

    What concerns no single field is linked to the first.
    """
    if not form.errors:
        return None
    first = next((field for field in form if not field.is_hidden), None)
    start = {"href": f"#{first.id_for_label or first.auto_id}"} if first else {}
    errors: list[dict[str, object]] = [{"text": said, **start} for said in form.non_field_errors()]
    errors += [
        {"text": said, "href": f"#{field.id_for_label or field.auto_id}"}
        for field in form
        for said in field.errors
    ]
    return {"titleText": "There is a problem", "errorList": errors}


@dataclass(frozen=True, slots=True)
class Field:
    """One field for `forms.jinja`: which component, and its parameters."""

    component: str  # input, password, textarea, select, radios, checkboxes, checkbox, hidden
    parameters: dict[str, object]


def components(form: BaseForm, words: Mapping[str, tuple[str, str]] | None = None) -> list[Field]:
    """Return the fields of a form in order. `words`: other labels and hints by field name."""
    return [_field(bound, (words or {}).get(bound.name)) for bound in form]


def _field(bound: BoundField, words: tuple[str, str] | None) -> Field:
    widget = bound.field.widget
    kind = next((kind for type_, kind in _KINDS if isinstance(widget, type_)), "input")
    more = {name: value for name, value in widget.attrs.items() if name in _ATTRIBUTES}
    parameters = component(bound, **more)
    if words:
        parameters["label"] = {"text": words[0]}
        parameters.pop("hint", None)
        if words[1]:
            parameters["hint"] = {"text": words[1]}
    if kind == "password":
        parameters["value"] = ""  # never sent back
    elif kind == "input":
        # A file is a plain input: the upload component's own button has a name that axe faults.
        parameters["type"] = getattr(widget, "input_type", "text")
        if width := widget.attrs.get("class"):  # nhsuk-input--width-4 and its like
            parameters["classes"] = width
        if parameters["type"] == "file":
            parameters["value"] = ""
    elif kind in ("select", "radios", "checkboxes"):
        parameters |= _choices(bound, kind, parameters["label"])
        if kind != "select":
            del parameters["id"]  # the first choice bears it
    elif kind == "checkbox":
        parameters |= _checkbox(bound, parameters)
        del parameters["id"]  # it is the box's own: the group round it must not have it too
    return Field(kind, parameters)


def _choices(bound: BoundField, kind: str, label: object) -> dict[str, object]:
    chosen = bound.value()
    held = {str(one) for one in chosen} if isinstance(chosen, list | tuple) else {str(chosen)}
    flag = "selected" if kind == "select" else "checked"
    options = getattr(bound.field, "choices", ())
    items = [
        {"value": str(value), "text": str(text), flag: str(value) in held}
        for value, text in options
    ]
    if kind == "select":
        return {"items": items}
    legend = {**cast(dict[str, object], label), "classes": "nhsuk-fieldset__legend--s"}
    return {
        "items": items,
        "idPrefix": bound.id_for_label or bound.auto_id,
        "fieldset": {"legend": legend},
    }


def _checkbox(bound: BoundField, parameters: dict[str, object]) -> dict[str, object]:
    """A single box is a list of one: its label is that of the box."""
    item = {
        "value": "on",
        "text": cast(dict[str, object], parameters["label"])["text"],
        "checked": bool(bound.value()),
        "id": bound.id_for_label,
    }
    return {"items": [item], "idPrefix": bound.id_for_label}


_ATTRIBUTES = frozenset({"autocomplete", "inputmode", "spellcheck", "rows"})
_KINDS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.HiddenInput, "hidden"),
    (widgets.PasswordInput, "password"),
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.CheckboxInput, "checkbox"),
)
