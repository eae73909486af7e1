"""Columns of payloads from pyarrow, polars, duckdb and others, without a Python object a row.

    import polars, offerlint
    offers = polars.read_parquet("offers.parquet")
    findings = offerlint.arrow.lint(offers["body"], "tracklysms/create-offer").to_polars()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ._offerlint import Findings, arrow_lint

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._catalog import Contract
    from ._settings import Settings

__all__ = ["ArrowArray", "ArrowStream", "Findings", "lint"]


class ArrowArray(Protocol):
    """An object that exports an Arrow array, such as pyarrow.Array."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


class ArrowStream(Protocol):
    """An object that exports a stream of Arrow arrays, such as pyarrow.ChunkedArray."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


def lint(
    column: ArrowArray | ArrowStream, contract: str | Contract, **settings: Unpack[Settings]
) -> Findings:
    """Lints the payloads of a column and returns a table of findings, in the order of the rows.

    The column has strings or bytes (also large and view types; cast a dictionary-encoded column first);
    a table with one column is taken for that column. Null rows are not linted; `nulls` counts them. Settings are those
    of `offerlint.lint`. It works without the GIL and does not copy the column.
    """
    return arrow_lint(column, contract, **settings)
