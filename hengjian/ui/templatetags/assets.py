"""Addresses of the built front end, read from Vite's manifest."""

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


register = template.Library()

BUILD = Path(__file__).resolve().parent.parent / "static" / "hengjian" / "build"


def manifest() -> dict[str, dict[str, object]]:
    """Vite's manifest; empty where the front end has not been built (``make setup``)."""
    file = BUILD / "manifest.json"
    if not file.exists():
        return {}
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(file: Path, _changed_at: int) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(file.read_text("utf-8"))
    return found


@register.simple_tag
def built(entry: str) -> SafeString:
    """Style and script elements of one entry: ``{% built "main" %}``."""
    chunk = manifest().get(f"src/{entry}.js")
    if chunk is None:
        return format_html("<!-- {} -->", "front end not built: make setup")
    styles = [(static(f"hengjian/build/{name}"),) for name in _styles(chunk)]
    return format_html(
        '{}<script type="module" src="{}"></script>',
        format_html_join("", '<link rel="stylesheet" href="{}">', styles),
        static(f"hengjian/build/{chunk['file']}"),
    )


def _styles(chunk: dict[str, object]) -> list[str]:
    found = chunk.get("css", [])
    return [str(name) for name in found] if isinstance(found, list) else []
