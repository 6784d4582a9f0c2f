"""What is wrong with an expression, and where in its text."""

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class ExpressionError(UserFault):
    """An expression that is refused.

    ``position`` counts characters of the expression's text from 0; ``suggestion`` says
    what the author may have meant, where anything is near.
    """

    def __init__(
        self, message: Text, *, position: int = 0, suggestion: Text | None = None
    ) -> None:
        super().__init__(message)
        self.position = position
        self.suggestion = suggestion
