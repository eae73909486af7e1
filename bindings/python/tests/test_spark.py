"""A local Spark session. `./test --spark` installs pyspark and demands these tests; without it they are skipped where
pyspark or Java is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import offerlint
from conformance import CREATE, REPOSITORY, UPDATE

if "OFFERLINT_TEST_SPARK" not in os.environ:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java", allow_module_level=True)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


ROWS = [(1, "a", '{"payout": 3}'), (2, "b", None), (3, "c", '{"payout": -1, "status": "gone"}'), (4, "d", "{")]
SCHEMA = "id long, shop string, body string"


def test_findings_with_keys(spark: Any) -> None:
    frame = spark.createDataFrame(ROWS, SCHEMA)
    found = offerlint.spark.lint(frame, "body", UPDATE, keys=["shop", "id"])
    names = ["shop", "id", "rule", "severity", "pointer", "message", "help", "line", "column", "api_code"]
    assert found.columns == names
    expected = [
        (shop, number, d.rule, d.severity, d.pointer, d.message, d.help, d.line, d.column, d.api_code)
        for number, shop, body in ROWS
        if body is not None
        for d in offerlint.lint(body, UPDATE)
    ]
    assert [tuple(row) for row in found.orderBy("id").collect()] == expected


def test_binary_columns_and_settings(spark: Any) -> None:
    frame = spark.createDataFrame([(b'{"payout": -1}',)], "body binary")
    assert offerlint.spark.lint(frame, "body", UPDATE).count() == 1
    assert offerlint.spark.lint(frame, "body", UPDATE, off=["number-negative"]).count() == 0


def test_mistakes_are_reported_at_once(spark: Any) -> None:
    frame = spark.createDataFrame(ROWS, SCHEMA)
    with pytest.raises(ValueError, match="did you mean"):
        offerlint.spark.lint(frame, "body", "tracklysms/create-ofer")
    with pytest.raises(ValueError, match="did you mean"):
        offerlint.spark.lint(frame, "body", UPDATE, off=["cap-oder"])
    with pytest.raises(ValueError, match="rename"):
        offerlint.spark.lint(frame.withColumnRenamed("shop", "rule"), "body", UPDATE, keys=["rule"])
    with pytest.raises(ValueError, match="payload"):
        offerlint.spark.lint(frame, "body", UPDATE, keys=["body"])
    with pytest.raises(TypeError, match="list"):
        wrong: Any = "id"
        offerlint.spark.lint(frame, "body", UPDATE, keys=wrong)


def test_the_example_job(spark: Any, tmp_path: Path) -> None:
    sys.path.insert(0, str(REPOSITORY / "bindings/python/examples"))
    import spark_job

    lines = ['{"name": "A"}', '{"name": "B", "tracking_url": "https://track.example.com/c"}'] * 50
    (tmp_path / "in").mkdir()
    (tmp_path / "in/offers.ndjson").write_text("\n".join(lines))
    counts = spark_job.run(spark, str(tmp_path / "in"), str(tmp_path / "out"), CREATE)
    assert counts == {"required-field-missing": 50}
    written = spark.read.parquet(str(tmp_path / "out"))
    assert written.count() == 50
    assert {row["pointer"] for row in written.collect()} == {"/tracking_url"}
