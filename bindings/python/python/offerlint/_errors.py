"""The exception of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._offerlint import Report


class ValidationError(ValueError):
    """A payload has errors. `report` has all its findings; the text lists the errors.

    >>> import offerlint
    >>> try:
    ...     offerlint.lint({"name": "A"}, "tracklysms/create-offer").raise_for_errors()
    ... except offerlint.ValidationError as error:
    ...     print(error)
    tracklysms/create-offer: 1 error
      error[required-field-missing] tracking_url: the required field `tracking_url` is missing
    """

    report: Report

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        errors = self.report.errors
        count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        return "\n".join([f"{self.report.contract}: {count}", *(f"  {error}" for error in errors)])
