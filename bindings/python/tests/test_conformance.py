"""Findings equal those of the conformance set, member by member, whatever the payload comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest

import offerlint
from conformance import CASES, Case

by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_there_are_cases() -> None:
    assert len(CASES) > 200
    assert {case.contract for case in CASES} == {known.name for known in offerlint.contracts()}


@by_case
def test_bytes(case: Case) -> None:
    report = offerlint.lint(case.payload.encode(), case.contract, **case.settings)
    assert report.to_dicts() == case.findings
    assert json.loads(report.to_json()) == case.findings


@by_case
def test_other_texts(case: Case) -> None:
    text = case.payload.encode()
    linter = offerlint.Linter(case.contract, **case.settings)
    for payload in (case.payload, bytearray(text), memoryview(text)):
        assert linter.lint(payload).to_dicts() == case.findings


def as_dict(found: offerlint.Diagnostic) -> dict[str, Any]:
    """A finding, attribute by attribute."""
    places = ["line", "column", "end_line", "end_column", "start", "end"]
    names = ["rule", "severity", "pointer", "message", "help", "api_code", "http_status", *places]
    fix = found.fix
    return {
        **{name: getattr(found, name) for name in names},
        "related": [
            {name: getattr(label, name) for name in ["pointer", "message", *places]}
            for label in found.related
        ],
        "fix": fix
        and {
            "message": fix.message,
            "applicability": fix.applicability,
            "edits": [
                {"start": edit.start, "end": edit.end, "replacement": edit.replacement}
                for edit in fix.edits
            ],
        },
    }


@by_case
def test_attributes(case: Case) -> None:
    report = offerlint.lint(case.payload, case.contract, **case.settings)
    assert [as_dict(found) for found in report] == case.findings
    assert [found.to_dict() for found in report] == case.findings


@by_case
def test_objects(case: Case) -> None:
    """An object has the findings of its JSON text, without places and fixes."""
    try:
        value = json.loads(case.payload)
        text = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        pytest.skip("the payload is no JSON that Python reads and writes")
    if not isinstance(value, (dict, list)):
        pytest.skip("a str is JSON text")
    expected = offerlint.lint(text, case.contract, **case.settings).to_dicts()
    places = ["line", "column", "end_line", "end_column", "start", "end"]
    for found in expected:
        found.update(dict.fromkeys(places), fix=None)
        for label in found["related"]:
            label.update(dict.fromkeys(places))
    assert offerlint.lint(value, case.contract, **case.settings).to_dicts() == expected
