"""Every model has the glossary's name."""

import re
from pathlib import Path

from django.apps import apps


GLOSSARY = (Path(__file__).resolve().parents[2] / "GLOSSARY.md").read_text("utf-8")
NAMES = set(re.findall(r"`([A-Za-z]+)`", GLOSSARY))


def test_every_model_name_is_in_the_glossary() -> None:
    ours = {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("hengjian.")
    }

    assert sorted(ours - NAMES) == []
