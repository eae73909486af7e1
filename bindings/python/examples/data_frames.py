"""Findings of a column, joined to the rows that they belong to."""

from __future__ import annotations

import pandas
import polars
import pyarrow

import offerlint


def with_polars(offers: polars.DataFrame) -> polars.DataFrame:
    """Rows of `offers` that have findings, once for each of them."""
    findings = polars.DataFrame(offerlint.arrow.lint(offers["body"], "tracklysms/create-offer"))
    return offers.with_row_index("row").with_columns(polars.col("row").cast(polars.UInt64)).join(findings, on="row")


def with_pandas(offers: pandas.DataFrame) -> pandas.DataFrame:
    """The same for pandas."""
    column = pyarrow.array(offers["body"], from_pandas=True)
    findings = offerlint.arrow.lint(column, "tracklysms/create-offer").to_pandas()
    return offers.reset_index(drop=True).merge(findings, left_index=True, right_on="row")
