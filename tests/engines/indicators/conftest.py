"""The drawing board of the specification serves these tests too."""

from tests.spec.indicators.conftest import drawing


__all__ = ["drawing"]
