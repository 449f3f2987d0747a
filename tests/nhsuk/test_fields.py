"""A Django form becomes parameters of the design system's components."""

from django import forms

from concordat.nhsuk import fields


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As printed", max_length=3)
    note = forms.CharField(required=False)

    def clean(self) -> None:
        raise forms.ValidationError("Not today")


def test_a_field_that_was_not_sent_has_no_error() -> None:
    assert fields.component(Form(initial={"name": "Ann"})["name"], rows=2) == {
        "id": "id_name",
        "name": "name",
        "label": {"text": "Name"},
        "hint": {"text": "As printed"},
        "value": "Ann",
        "rows": 2,
    }


def test_each_error_stands_at_its_field_and_in_the_summary() -> None:
    form = Form({"name": "Annabel", "note": ""})
    shown = fields.component(form["name"])
    (said,) = form.errors["name"]
    assert shown["errorMessage"] == {"text": said}
    assert shown["value"] == "Annabel"
    assert fields.error_summary(form) == {
        "titleText": "There is a problem",
        # What is wrong with the whole form leads to its first field.
        "errorList": [
            {"text": "Not today", "href": "#id_name"},
            {"text": said, "href": "#id_name"},
        ],
    }


def test_a_form_without_errors_has_no_summary() -> None:
    assert fields.error_summary(Form()) is None
