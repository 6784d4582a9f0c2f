"""Values of the API's inputs that databases hold to bounds."""

from typing import Annotated

from pydantic import Field


# of a row; a list of them is asked of the database as it is
RowNumber = Annotated[int, Field(ge=1, le=2**63 - 1)]
