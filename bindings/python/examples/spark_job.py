"""Reads JSON lines, writes findings as Parquet, and counts them by rule.

    PYSPARK_PYTHON=python spark-submit examples/spark_job.py INPUT OUTPUT CONTRACT
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import offerlint

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def run(spark: SparkSession, source: str, target: str, contract: str) -> dict[str, int]:
    """Returns the number of findings by rule."""
    from pyspark.sql import functions

    lines = spark.read.text(source).withColumn("file", functions.input_file_name())
    findings = offerlint.spark.lint(lines, "value", contract, keys=["file"])
    findings.write.mode("overwrite").parquet(target)
    # Counted from the files, so that nothing is linted twice.
    counts = spark.read.parquet(target).groupBy("rule").count().orderBy("count", ascending=False)
    return {row["rule"]: row["count"] for row in counts.collect()}


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("offerlint").getOrCreate()
    for rule, count in run(session, *sys.argv[1:4]).items():
        print(f"{count:>10}  {rule}")
    session.stop()
