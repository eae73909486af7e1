"""Validates and lints the payloads of affiliate "offer" APIs.

>>> import offerlint
>>> report = offerlint.lint({"name": "Summer Promo"}, "tracklysms/create-offer")
>>> for found in report:
...     print(found)
error[required-field-missing] tracking_url: the required field `tracking_url` is missing

A payload is JSON text (bytes, bytearray, memoryview, str) or an object that JSON can represent. Text is
faster, and its findings have lines, columns, byte offsets and fixes.
"""

from . import arrow, spark, testing, types
from ._catalog import Contract, Example, Rule, contracts, rule, rules, schema
from ._errors import ValidationError
from ._offerlint import (
    Diagnostic,
    Edit,
    Fix,
    FixResult,
    Lines,
    Linter,
    Related,
    Report,
    __version__,
    fix,
    lint,
    lint_lines,
)

__all__ = [
    "Contract",
    "Diagnostic",
    "Edit",
    "Example",
    "Fix",
    "FixResult",
    "Lines",
    "Linter",
    "Related",
    "Report",
    "Rule",
    "ValidationError",
    "__version__",
    "arrow",
    "contracts",
    "fix",
    "lint",
    "lint_lines",
    "rule",
    "rules",
    "schema",
    "spark",
    "testing",
    "types",
]
