"""Columns by the Arrow C interface."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import offerlint
from conformance import CASES, EXAMPLE, CREATE, UPDATE

pa = pytest.importorskip("pyarrow")

TEXTS = ['{"payout": 3}', None, '{"payout": -1}', "", "not json", '{"status": "gone", "payout": -1}', None, "{}"]
COLUMNS = ["row", "rule", "severity", "pointer", "message", "help", "line", "column", "api_code"]


def expected(texts: list[str | None], contract: str) -> list[tuple[Any, ...]]:
    """The findings row by row, by `lint`."""
    return [
        (row, d.rule, d.severity, d.pointer, d.message, d.help, d.line, d.column, d.api_code)
        for row, text in enumerate(texts)
        if text is not None
        for d in offerlint.lint(text, contract)
    ]


def rows(table: Any) -> list[tuple[Any, ...]]:
    assert table.column_names == COLUMNS
    return [tuple(row.values()) for row in table.to_pylist()]


def pyarrow_columns() -> dict[str, Any]:
    raw = [None if text is None else text.encode() for text in TEXTS]
    text_types = {"string": pa.string(), "large": pa.large_string(), "view": pa.string_view()}
    byte_types = {"binary": pa.binary(), "large binary": pa.large_binary(), "binary view": pa.binary_view()}
    columns: dict[str, Any] = {name: pa.array(TEXTS, kind) for name, kind in text_types.items()}
    columns.update({name: pa.array(raw, kind) for name, kind in byte_types.items()})
    strings = columns["string"]
    columns["chunked"] = pa.chunked_array([strings[:3], strings[3:3], strings[3:]])
    columns["slice"] = pa.array(["{", *TEXTS, "{"])[1:-1]
    columns["reader"] = pa.table({"body": strings}).to_reader(max_chunksize=2)
    return columns


@pytest.mark.parametrize("name", pyarrow_columns())
def test_pyarrow(name: str) -> None:
    findings = offerlint.arrow.lint(pyarrow_columns()[name], UPDATE)
    assert rows(findings.to_pyarrow()) == expected(TEXTS, UPDATE)
    assert (findings.rows, findings.nulls, findings.rows_with_findings) == (8, 2, 5)
    assert len(findings) == len(expected(TEXTS, UPDATE))
    assert findings.column_names == COLUMNS


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    series = polars.Series("body", TEXTS)
    for column in (series, series.to_frame(), polars.concat([series[:3], series[3:]], rechunk=False)):
        findings = offerlint.arrow.lint(column, UPDATE)
        assert findings.to_polars().rows() == expected(TEXTS, UPDATE)
        assert findings.nulls == 2


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    offers = duckdb.from_arrow(pa.table({"body": TEXTS}))
    findings = offerlint.arrow.lint(offers.select("body"), UPDATE)
    assert rows(findings.to_pyarrow()) == expected(TEXTS, UPDATE)


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    column = pa.array(pandas.Series(TEXTS))
    frame = offerlint.arrow.lint(column, UPDATE).to_pandas()
    assert list(frame.columns) == COLUMNS
    assert frame["rule"].tolist() == [row[1] for row in expected(TEXTS, UPDATE)]


def test_the_conformance_set_and_settings() -> None:
    for contract in {case.contract for case in CASES}:
        texts: list[str | None] = [case.payload for case in CASES if case.contract == contract]
        found = offerlint.arrow.lint(pa.array(texts), contract).to_pyarrow()
        assert rows(found) == expected(texts, contract)
    column = pa.array(TEXTS)
    assert len(offerlint.arrow.lint(column, UPDATE, off=["number-negative"])) == len(expected(TEXTS, UPDATE)) - 2
    with pytest.raises(ValueError, match="did you mean"):
        offerlint.arrow.lint(column, UPDATE, off=["number-negativ"])


def test_empty_columns() -> None:
    for column in (pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.nulls(3)):
        findings = offerlint.arrow.lint(column, UPDATE)
        assert len(findings) == 0 and findings.to_pyarrow().num_rows == 0
        assert findings.to_pyarrow().schema.names == COLUMNS
        assert findings.nulls == findings.rows == len(column)


def test_other_columns_are_refused() -> None:
    for column, kind in (
        (pa.array([1, 2]), "Int64"),
        (pa.array([["{}"]]), "List"),
        (pa.table({"a": ["{}"], "b": ["{}"]}), "2 columns"),
        (pa.array(["{}"]).dictionary_encode(), "Dictionary.*; cast it to strings first"),
    ):
        with pytest.raises(TypeError, match=kind):
            offerlint.arrow.lint(column, UPDATE)
    wrong: Any = ["{}"]
    with pytest.raises(TypeError, match=r"__arrow_c_stream__.*, not list; give pyarrow.array\(column\)"):
        offerlint.arrow.lint(wrong, UPDATE)

    class Liar:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return pa.array(["{}"]).__arrow_c_array__()[0]

    with pytest.raises(ValueError):
        offerlint.arrow.lint(Liar(), UPDATE)


def test_errors_of_the_producer() -> None:
    def batches() -> Any:
        yield pa.record_batch({"body": ["{}"]})
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"body": pa.string()}), batches())
    with pytest.raises(ValueError, match="the disk is gone"):
        offerlint.arrow.lint(reader, UPDATE)


def test_results_can_be_read_twice_and_outlive_everything() -> None:
    findings = offerlint.arrow.lint(pa.array(TEXTS), UPDATE)
    first, second = findings.to_pyarrow(), findings.to_pyarrow()
    findings.__arrow_c_stream__()  # Not consumed.
    assert pa.schema(findings) == first.schema
    del findings
    assert first == second and rows(first) == expected(TEXTS, UPDATE)


def test_many_findings_become_several_batches() -> None:
    column = pa.array(['{"payout": -1}'] * 200_000)
    findings = offerlint.arrow.lint(column, UPDATE)
    table = findings.to_pyarrow()
    assert table.num_rows == len(findings) == 200_000
    assert table.column("row").num_chunks > 1
    assert table.column("row").to_pylist() == list(range(200_000))


def test_other_threads_run_meanwhile() -> None:
    from test_threads import counts_while

    column = pa.array([EXAMPLE.decode()] * 300_000)
    assert counts_while(threading.Thread(target=offerlint.arrow.lint, args=(column, CREATE))) > 20
