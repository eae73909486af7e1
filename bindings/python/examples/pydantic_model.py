"""A pydantic model whose input is linted before pydantic reads it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

import offerlint

linter = offerlint.Linter("tracklysms/create-offer")


class Offer(BaseModel):
    """A model that you have already; the validator is all that is new."""

    name: str
    tracking_url: str
    payout: float = 0
    status: str = "active"

    @model_validator(mode="before")
    @classmethod
    def lint(cls, value: Any) -> Any:
        report = linter.lint(value)
        if report.has_errors:
            # The text of the errors, one a line, is not a format string.
            text = "\n".join(str(error) for error in report.errors)
            raise PydanticCustomError("offerlint", "{errors}", {"errors": text})
        return value
