from hengjian.indicators.models.cited_value import CitedValue
from hengjian.indicators.models.cut_off_day import CutOffDay
from hengjian.indicators.models.named_table import NamedTable
from hengjian.indicators.models.run import Run
from hengjian.indicators.models.signal import Signal


__all__ = ["CitedValue", "CutOffDay", "NamedTable", "Run", "Signal"]
