"""600,000 rows on a local Spark session: counting them, and linting them. Wall time, medians of rounds.

usage: python benches/spark_rows.py [ROUNDS [SETTING=VALUE …]]

SETTING is one of Spark, such as spark.python.unix.domain.socket.enabled. Needs offerlint, pyspark, pyarrow and Java."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession

import offerlint

ROOT = Path(__file__).resolve().parents[3]
ROWS = 600_000
CONTRACT = "tracklysms/create-offer"
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
SETTINGS = [setting.partition("=") for setting in sys.argv[2:]]


def read_only(batches: Any) -> Any:
    """The part of the time that no function in `mapInArrow` can save."""
    for _ in batches:
        pass
    return iter(())


def one_by_one(batches: Any) -> Any:
    """What one would write without `offerlint.spark`: a Python object and a call a row."""
    import pyarrow

    for batch in batches:
        found = [d.rule for text in batch.column(0).to_pylist() for d in offerlint.lint(text, CONTRACT)]
        yield pyarrow.RecordBatch.from_pydict({"rule": found}, pyarrow.schema({"rule": pyarrow.string()}))


def main() -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    for name, _, value in SETTINGS:
        builder = builder.config(name, value)
    spark = builder.config("spark.driver.memory", "2g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    value = json.loads((ROOT / "examples/tracklysms/create-offer/summer-promo.json").read_bytes())
    clean = json.dumps(value, separators=(",", ":"))
    broken = json.dumps({**value, "payout": -1}, separators=(",", ":"))
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/offers.ndjson", "w") as file:
            for row in range(ROWS):
                file.write((broken if row % 100 == 0 else clean) + "\n")

        spark.read.text(f"{folder}/offers.ndjson").write.parquet(f"{folder}/offers.parquet")
        sources: dict[str, Callable[[], DataFrame]] = {
            "text": lambda: spark.read.text(f"{folder}/offers.ndjson"),
            "Parquet": lambda: spark.read.parquet(f"{folder}/offers.parquet"),
        }
        for name, rows in sources.items():
            compare(name, rows)
    spark.stop()


def compare(source: str, rows: Callable[[], DataFrame]) -> None:
    """A count needs no column: Spark counts line ends, or takes the number from Parquet's metadata. Work on the payloads
    starts with the second one, which reads the column."""
    work: dict[str, tuple[Callable[[], int], int]] = {
        "count of the rows": (lambda: rows().count(), ROWS),
        "count of the rows whose payload is not empty": (lambda: rows().where("octet_length(value) > 0").count(), ROWS),
        "offerlint.spark.lint and count": (lambda: offerlint.spark.lint(rows(), "value", CONTRACT).count(), ROWS // 100),
        "mapInArrow that reads the rows and returns none": (lambda: rows().mapInArrow(read_only, "value string").count(), 0),
        "mapInArrow that passes the rows on": (lambda: rows().mapInArrow(lambda batches: batches, "value string").count(), ROWS),
        "mapInArrow with a call a row": (lambda: rows().mapInArrow(one_by_one, "rule string").count(), ROWS // 100),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(ROUNDS + 1):
        for name, (call, expected) in work.items():
            start = time.perf_counter()
            counted = call()
            taken = time.perf_counter() - start
            assert counted == expected, (name, counted)
            if turn > 0:  # The first round starts the workers.
                times[name].append(taken)
    count, read = (statistics.median(times[name]) for name in list(work)[:2])
    settings = ", ".join(["local[2]", *sys.argv[2:], f"load {os.getloadavg()[0]:.1f}"])
    print(f"\n{ROWS:,} rows of {source}, {settings}\n\n| work | s | count = 1 | count of the column = 1 |")
    print("| --- | ---: | ---: | ---: |")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"| {name} | {median:.2f} | {median / count:.2f} | {median / read:.2f} |")


main()
