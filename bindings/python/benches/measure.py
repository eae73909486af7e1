"""From bytes or objects to a verdict, in this process. Called by `run`.

Every contender has its turn in every round, so that all of them see the same machine; the median of the
rounds counts. In a round a contender works for about 20 ms, in a loop of `timeit` without calls around it.
Processor time is measured: unlike the time on the wall it does not depend on what else the machine does."""

from __future__ import annotations

import functools
import json
import operator
import statistics
import sys
import time
import timeit
from pathlib import Path
from typing import Annotated, Any, Literal

import jsonschema_rs
import msgspec
import orjson
import pyarrow
import pydantic

import offerlint

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "benches/peers"))
import typed_payloads  # noqa: E402

ROUNDS = int(sys.argv[1])
SECONDS = 0.02
EXAMPLES = {
    "tracklysms/create-offer": "create-offer/summer-promo.json",
    "gokart/update-offer": "update-offer/multi-event.json",
}

BROKEN: dict[str, dict[str, Any]] = {
    "tracklysms/create-offer": {"tracking_url": 5, "payout": "2.50", "status": "gone"},
    "gokart/update-offer": {"name": 5, "budgetAmount": "2.50", "offerType": "gone"},
}


def measure(contenders: dict[str, str], names: dict[str, Any]) -> dict[str, float]:
    """Nanoseconds of an expression. `names` are the variables in it."""
    timers = {
        name: timeit.Timer(expression, timer=time.process_time, globals=names)
        for name, expression in contenders.items()
    }
    counts: dict[str, int] = {}
    for name, timer in timers.items():
        count = 1
        while (taken := timer.timeit(count)) < SECONDS / 10:
            count *= 4
        counts[name] = max(int(count * SECONDS / taken), 1)
    times: dict[str, list[float]] = {name: [] for name in timers}
    for _ in range(ROUNDS):
        for name, timer in timers.items():
            times[name].append(timer.timeit(counts[name]) / counts[name] * 1e9)
    return {name: statistics.median(taken) for name, taken in times.items()}


def table(title: str, times: dict[str, float], base: str) -> None:
    print(f"\n{title}\n\n| contender | ns | time, offerlint = 1 |\n| --- | ---: | ---: |")
    for name, taken in sorted(times.items(), key=lambda item: item[1]):
        print(f"| {name} | {taken:,.0f} | {taken / times[base]:.2f} |")


def pydantic_model(name: str, schema: dict[str, Any]) -> Any:
    """A pydantic model of an object's schema: types, presence, enums, patterns, lengths."""
    required = schema.get("required", [])
    fields: dict[str, Any] = {}
    for field, part in schema["properties"].items():
        kind = pydantic_type(field, part)
        fields[field] = (kind, ...) if field in required else (kind | None, None)
    return pydantic.create_model(name, **fields)


def pydantic_type(name: str, schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    if "anyOf" in schema:
        return functools.reduce(operator.or_, [pydantic_type(name, part) for part in schema["anyOf"]])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    scalars = {"number": float, "integer": int, "boolean": bool, "null": None}
    found: list[Any] = []
    for kind in kinds:
        if kind == "array":
            found.append(list[pydantic_type(name, schema["items"])])  # type: ignore[misc]
        elif kind == "object":
            found.append(pydantic_model(name, schema) if "properties" in schema else dict[str, str])
        elif kind == "string":
            rules = pydantic.Field(pattern=schema.get("pattern"), max_length=schema.get("maxLength"))
            found.append(Annotated[str, rules])
        else:
            found.append(scalars[kind])
    return functools.reduce(operator.or_, found)


def clean(contract: str) -> None:
    folder = ROOT / "examples" / contract.split("/")[0]
    value = json.loads((folder / EXAMPLES[contract]).read_bytes())
    texts = {
        "compact": json.dumps(value, separators=(",", ":")).encode(),
        "with spaces, as json.dumps writes them": json.dumps(value).encode(),
    }
    schema = jsonschema_rs.validator_for(offerlint.schema(contract), validate_formats=True)
    decoder = msgspec.json.Decoder(typed_payloads.TYPES[contract])
    model = pydantic_model("Offer", offerlint.schema(contract)).__pydantic_validator__
    linter = offerlint.Linter(contract)
    for name, text in texts.items():
        assert linter.lint(text).is_clean and schema.is_valid(orjson.loads(text))
        decoder.decode(text), model.validate_json(text)
        times = measure(
            {
                "offerlint.lint": "offerlint.lint(text, contract)",
                "Linter.lint": "linter.lint(text)",
                "orjson + jsonschema-rs is_valid": "schema.is_valid(orjson.loads(text))",
                "orjson alone": "orjson.loads(text)",
                "msgspec into a Struct": "decoder.decode(text)",
                "pydantic model_validate_json": "model.validate_json(text)",
            },
            globals() | locals(),
        )
        table(f"{contract}, clean, {len(text)} bytes, {name}", times, "offerlint.lint")
    size = len(texts["compact"])
    times = measure(
        {
            "offerlint.lint of the object": "offerlint.lint(value, contract)",
            "orjson.dumps and lint of the bytes": "offerlint.lint(orjson.dumps(value), contract)",
            "json.dumps and lint of the str": "offerlint.lint(json.dumps(value), contract)",
            "jsonschema-rs is_valid of the object": "schema.is_valid(value)",
        },
        globals() | locals(),
    )
    table(f"{contract}, clean, an object ({size} bytes as JSON)", times, "offerlint.lint of the object")


def three_findings() -> None:
    contract = "tracklysms/create-offer"
    text = json.dumps(
        {"name": "Summer Promo", "tracking_url": 5, "external_platform": "TUNE", "external_id": "1", "payout": "2.50"}
    ).encode()
    schema = jsonschema_rs.validator_for(offerlint.schema(contract), validate_formats=True)
    linter = offerlint.Linter(contract)
    assert len(linter.lint(text)) == 3, linter.lint(text)
    assert len(list(schema.iter_errors(orjson.loads(text)))) == 3

    times = measure(
        {
            "Linter.lint": "linter.lint(text)",
            "Linter.lint, rule, pointer and message read": "[(d.rule, d.pointer, d.message) for d in linter.lint(text)]",
            "orjson + iter_errors": "list(schema.iter_errors(orjson.loads(text)))",
            "orjson + iter_errors, kind, path and message read": (
                "[(e.kind, e.instance_path, e.message) for e in schema.iter_errors(orjson.loads(text))]"
            ),
        },
        globals() | locals(),
    )
    table(f"{contract}, three findings, {len(text)} bytes", times, "Linter.lint, rule, pointer and message read")


def columns() -> None:
    print("\nColumns and lines, one core\n\n| work | MB/s | ns a row |\n| --- | ---: | ---: |")
    for contract in EXAMPLES:
        folder = ROOT / "examples" / contract.split("/")[0]
        value = json.loads((folder / EXAMPLES[contract]).read_bytes())
        clean = json.dumps(value, separators=(",", ":"))
        broken = json.dumps({**value, **BROKEN[contract]}, separators=(",", ":"))
        assert len(offerlint.lint(broken, contract)) == 3, offerlint.lint(broken, contract)
        column(f"{contract}, clean", [clean] * (40_000_000 // len(clean)), contract)
        some = [broken if row % 100 == 0 else clean for row in range(20_000_000 // len(clean))]
        column(f"{contract}, three findings in 1 % of the rows", some, contract)
        column(f"{contract}, three findings in every row", [broken] * (5_000_000 // len(broken)), contract)


def column(name: str, texts: list[str], contract: str) -> None:
    array = pyarrow.array(texts)
    lines = "".join(text + "\n" for text in texts).encode()
    work = {
        "arrow.lint": lambda: offerlint.arrow.lint(array, contract),
        "lint_lines": lambda: sum(1 for _ in offerlint.lint_lines(lines, contract)),
    }
    for how, call in work.items():
        taken = []
        for _ in range(max(ROUNDS // 3, 3)):
            start = time.process_time()
            call()
            taken.append(time.process_time() - start)
        seconds = statistics.median(taken)
        print(f"| {how}, {name} | {len(lines) / seconds / 1e6:,.0f} | {seconds / len(texts) * 1e9:,.0f} |")


for known in EXAMPLES:
    clean(known)
three_findings()
columns()
