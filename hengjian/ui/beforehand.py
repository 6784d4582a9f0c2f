"""What every page needs, made ready before a web process takes a request."""

from pathlib import Path

from django.apps import apps
from django.template.loader import get_template


def templates() -> None:
    """Compile the templates of all our apps: the first reader of each would wait."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "templates"
        if app.name.startswith("hengjian."):
            for file in sorted(folder.rglob("*.html")):
                get_template(str(file.relative_to(folder)))
