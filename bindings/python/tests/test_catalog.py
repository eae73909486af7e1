"""Contracts, schemas and rules."""

from __future__ import annotations

import json
from typing import Any

import offerlint
from conformance import CASES, REPOSITORY


def test_contracts() -> None:
    names = [contract.name for contract in offerlint.contracts()]
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert all(f"| `{name}` |" in readme for name in names) and len(names) == len(set(names)) > 5
    for contract in offerlint.contracts():
        assert str(contract) == contract.name == f"{contract.provider}/{contract.name.split('/')[1]}"
        assert contract.path.startswith("/v") and contract.method in ("GET", "POST", "PUT")
        assert offerlint.lint(contract.example, contract).is_clean


def test_schemas_are_the_committed_ones() -> None:
    for contract in offerlint.contracts():
        committed = (REPOSITORY / f"schemas/{contract.name}.json").read_text("utf-8")
        assert offerlint.schema(contract.name) == json.loads(committed)


def test_rules() -> None:
    rules = {rule.name: rule for rule in offerlint.rules()}
    reported: set[Any] = {found["rule"] for case in CASES for found in case.findings}
    assert reported <= set(rules)
    for name, rule in rules.items():
        assert offerlint.rule(name) is rule and str(rule) == name
        assert rule.summary and rule.explanation and rule.bad.text and rule.good.text
    assert rules["cap-order"].severity == "error" and rules["cap-order"].is_on
