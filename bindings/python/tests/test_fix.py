"""Fixes from Python."""

from __future__ import annotations

import json

import offerlint
from conformance import CASES, CREATE, UPDATE


def test_safe_and_unsafe() -> None:
    payload = b'{"name": "A", "tracking_url": "https://track.example.com/c", "external_platform": "TUNE", "external_id": "1", "payout": null}'
    safe = offerlint.fix(payload, CREATE)
    assert b'"tune"' in safe.payload and b"payout" in safe.payload
    assert [found.rule for found in safe.applied] == [f.rule for f in offerlint.lint(payload, CREATE) if f.fix and f.fix.applicability == "safe"]
    everything = offerlint.fix(payload, CREATE, unsafe=True)
    assert b"payout" not in everything.payload and everything.remaining.is_clean
    assert offerlint.Linter(CREATE).fix(payload, unsafe=True).payload == everything.payload
    assert repr(everything) == "<offerlint.FixResult 2 applied, 0 remaining>"


def test_the_remaining_findings_are_those_of_the_fixed_payload() -> None:
    for case in CASES:
        fixed = offerlint.fix(case.payload, case.contract, unsafe=True, **case.settings)
        again = offerlint.lint(fixed.payload, case.contract, **case.settings)
        assert fixed.remaining == again
        if not any(found["fix"] for found in case.findings):
            assert fixed.payload == case.payload.encode() and fixed.applied.is_clean


def test_an_object_becomes_json() -> None:
    fixed = offerlint.fix({"payout_type": "CPA", "name": "é"}, UPDATE)
    assert json.loads(fixed.payload) == {"payout_type": "cpa", "name": "é"}


def test_bytes_that_are_not_utf8_stay() -> None:
    payload = b'{"name": "\xff"}'
    fixed = offerlint.fix(payload, UPDATE)
    assert fixed.payload == payload and fixed.remaining[0].rule == "json-syntax"
