"""What process monitoring keeps."""

from hengjian.monitoring.models.draw import Draw, DrawnCase
from hengjian.monitoring.models.prompt import CheckedTable, Decision, Prompt


__all__ = ["CheckedTable", "Decision", "Draw", "DrawnCase", "Prompt"]
