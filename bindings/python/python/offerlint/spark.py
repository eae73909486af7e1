# pyarrow has no stubs, and pyspark may be missing.
# pyright: basic, reportMissingImports=false
"""Findings of a Spark column, by `mapInArrow`. Executors need this package and pyarrow.

    findings = offerlint.spark.lint(df, "body", "tracklysms/create-offer", keys=["id"])
    findings.groupBy("rule").count().show()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ._offerlint import Linter, arrow_lint

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from typing_extensions import Unpack

    from ._catalog import Contract
    from ._settings import Settings

__all__ = ["lint"]

_TEXTS = ["rule", "severity", "pointer", "message", "help"]
_NUMBERS = ["line", "column"]
_FINDING = [*_TEXTS, *_NUMBERS, "api_code"]


def lint(
    dataframe: DataFrame,
    column: str,
    contract: str | Contract,
    *,
    keys: Sequence[str] = (),
    **settings: Unpack[Settings],
) -> DataFrame:
    """Lints the payloads in a column and returns a DataFrame with a row for each finding.

    `column` is a column of strings or binary values; rows that are null give no finding. `keys` names
    columns that are copied to each finding, to find its row again. Settings are those of
    `offerlint.lint`; they are checked at once, and the work begins with an action, as always in Spark.
    """
    from pyspark.sql.types import IntegerType, StringType, StructField, StructType

    if isinstance(keys, str):
        raise TypeError("`keys` is a list of column names")
    taken = [key for key in keys if key in _FINDING]
    if taken:
        raise ValueError(f"the key `{taken[0]}` has the name of a column of findings; rename it")
    if column in keys:
        raise ValueError(f"`{column}` is the payload; it cannot be a key as well")
    Linter(contract, **settings)  # Mistakes are reported here and not by a worker.
    selected = dataframe.select(*keys, column)
    fields = [field for field in selected.schema.fields if field.name != column]
    for name in _FINDING:
        kind = IntegerType() if name in _NUMBERS else StringType()
        fields.append(StructField(name, kind, name in ("help", "line", "column", "api_code")))
    work = _worker(str(contract), settings)
    return selected.mapInArrow(work, StructType(fields))


def _worker(
    contract: str, settings: Settings
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    def work(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return findings(batches, contract, settings)

    return work


def findings(
    batches: Iterable[pyarrow.RecordBatch], contract: str, settings: Settings
) -> Iterator[pyarrow.RecordBatch]:
    """The findings of batches whose last column is the payload; the other columns are keys."""
    import pyarrow

    for batch in batches:
        *keys, payloads = batch.columns
        found = arrow_lint(payloads, contract, **settings)
        # Most batches are clean: they cost no table and no copy of a key.
        if len(found) == 0:
            continue
        for part in pyarrow.table(found).to_batches():
            rows = part.column("row")
            columns = [key.take(rows) for key in keys]
            columns += [part.column(name) for name in _TEXTS]
            columns += [part.column(name).cast(pyarrow.int32()) for name in _NUMBERS]
            columns.append(part.column("api_code"))
            yield pyarrow.RecordBatch.from_arrays(columns, names=[*batch.schema.names[:-1], *_FINDING])
