"""The published functions: one table, from which the documentation is generated."""

from hengjian.engines.expressions.function_model import Function
from hengjian.engines.expressions.functions_dates import DATE_FUNCTIONS
from hengjian.engines.expressions.functions_identity import IDENTITY_FUNCTIONS
from hengjian.engines.expressions.functions_numbers import NUMBER_FUNCTIONS
from hengjian.engines.expressions.functions_text import TEXT_FUNCTIONS
from hengjian.engines.expressions.functions_unknown import UNKNOWN_FUNCTIONS


FUNCTIONS: dict[str, Function] = {
    function.name: function
    for group in (
        TEXT_FUNCTIONS,
        IDENTITY_FUNCTIONS,
        DATE_FUNCTIONS,
        NUMBER_FUNCTIONS,
        UNKNOWN_FUNCTIONS,
    )
    for function in group
}
