"""Schemes from the texts that are kept, read once each."""

from functools import lru_cache

from hengjian.appraisal.canonical import canonical, digest_of
from hengjian.appraisal.file_tool.reading import scheme_of_text
from hengjian.appraisal.models import SchemeVersion
from hengjian.engines.policies.model import Policies
from hengjian.engines.scoring.model import Scheme


@lru_cache(maxsize=64)
def scheme_of(text: str) -> Scheme:
    """The scheme of a text that was checked when it was written."""
    return scheme_of_text(text, "scheme", Policies())


def version_digest(text: str, sources: str, published_to: str) -> str:
    """The digest of a version: text, sources and circle of publication."""
    return digest_of(canonical([text, sources, published_to]))


def digest_now(version: SchemeVersion) -> str:
    """What a version's digest is by what it says now."""
    return version_digest(version.text, version.sources, version.published_to)
