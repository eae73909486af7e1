"""The conformance set that all front ends share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[3]


class Case(NamedTuple):
    name: str
    contract: str
    settings: dict[str, Any]
    payload: str
    findings: list[dict[str, Any]]


def read_cases() -> list[Case]:
    text = (REPOSITORY / "tests/conformance/cases.ndjson").read_text("utf-8")
    cases = [Case(**json.loads(line)) for line in text.split("\n") if line]
    # The request line is what the command takes; its parts are settings of their own.
    for case in cases:
        case.settings.pop("request", None)
    return cases


CASES = read_cases()
EXAMPLE = (REPOSITORY / "examples/tracklysms/create-offer/summer-promo.json").read_bytes()
GOKART = (REPOSITORY / "examples/gokart/update-offer/multi-event.json").read_bytes()
CREATE = "tracklysms/create-offer"
UPDATE = "tracklysms/update-offer"
