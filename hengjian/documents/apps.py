"""The app of documents: what a matter writes, numbers, seals and serves."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "hengjian.documents"
    label = "documents"
