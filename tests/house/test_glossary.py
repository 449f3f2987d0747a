"""The words of the code are the words of the glossary."""

import re

from django.apps import apps

from tests.conftest import ROOT


def test_every_model_is_a_word_of_the_glossary() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = {re.sub(r"\W", "", word).lower() for word in re.findall(r"^\*\*(.+?)\*\*", text, re.M)}
    missing = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("concordat") and model.__name__.lower() not in words
    ]
    assert not missing, f"add to GLOSSARY.md: {missing}"
