"""Any object and any bytes give a report or a documented exception, and never a panic (which is a
BaseException)."""

from __future__ import annotations

import json
import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import offerlint
from conformance import CASES, UPDATE

CONTRACTS = [contract.name for contract in offerlint.contracts()]
NAMES = ["payout", "name", "metadata", "offerEvents", "tracking_url", "status", "id"]
TEXTS = st.text(st.characters(exclude_categories=()), max_size=40)  # Surrogates included.
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.binary(max_size=8),
    st.complex_numbers(), st.datetimes(), st.decimals(), st.frozensets(st.integers(), max_size=2),
)
KEYS = st.one_of(st.sampled_from(NAMES), TEXTS, st.integers(), st.none(), st.floats(), st.binary(max_size=3))
OBJECTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.tuples(inner), st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=20,
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
              st.text(max_size=60), st.sampled_from(["cpa", "2026-11-30", "https://a.example.com/c?x={click_id}"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=10)), inner, max_size=6),
    ),
    max_leaves=30,
)


def exercise(report: offerlint.Report) -> None:
    """Reads everything that a report has."""
    dicts = report.to_dicts()
    assert len(dicts) == len(report)
    repr(report), str(report), report._repr_html_(), report.api_errors, report.errors
    for found, expected in zip(report, dicts):
        assert found.to_dict() == expected
        assert repr(found) and (found.fix is None or found.fix.edits is not None)


@given(payload=OBJECTS, contract=st.sampled_from(CONTRACTS))
@settings(max_examples=600, deadline=None)
def test_any_object(payload: Any, contract: str) -> None:
    for lint in (offerlint.lint, lambda p, c: offerlint.fix(p, c, unsafe=True).remaining):
        try:
            exercise(lint(payload, contract))
        except (ValueError, TypeError) as error:
            assert str(error)


@given(payload=st.binary(max_size=300), contract=st.sampled_from(CONTRACTS))
@settings(max_examples=300, deadline=None)
def test_any_bytes(payload: bytes, contract: str) -> None:
    exercise(offerlint.lint(payload, contract))
    list(offerlint.lint_lines(payload, contract))
    offerlint.fix(payload, contract, unsafe=True)


@given(case=st.sampled_from(CASES), at=st.integers(0, 2000), drop=st.integers(0, 5), new=st.binary(max_size=4))
@settings(max_examples=600, deadline=None)
def test_damaged_payloads(case: Any, at: int, drop: int, new: bytes) -> None:
    text = case.payload.encode()
    at %= len(text) + 1
    payload = text[:at] + new + text[at + drop :]
    exercise(offerlint.lint(payload, case.contract, **case.settings))
    offerlint.fix(payload, case.contract, unsafe=True)


@given(value=JSON)
@settings(max_examples=600, deadline=None)
def test_objects_are_written_as_json(value: Any) -> None:
    if isinstance(value, str):
        value = [value]
    written = json.loads(offerlint.fix(value, UPDATE, off=[rule.name for rule in offerlint.rules()]).payload)
    assert written == value
    text = json.dumps(value, ensure_ascii=False)
    by_text = [(found.rule, found.pointer, found.message) for found in offerlint.lint(text, UPDATE)]
    by_walk = [(found.rule, found.pointer, found.message) for found in offerlint.lint(value, UPDATE)]
    # Python and Rust write some floats differently (1e+16, 1e16), which messages may quote.
    if not has_exponent(value):
        assert by_walk == by_text


def has_exponent(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(has_exponent, value.values()))
    if isinstance(value, list):
        return any(map(has_exponent, value))
    return isinstance(value, float) and value != 0 and not 1e-4 < math.fabs(value) < 1e16


@given(query=st.one_of(TEXTS, st.dictionaries(TEXTS, TEXTS), OBJECTS), now=st.one_of(TEXTS, st.datetimes(), OBJECTS),
       names=st.one_of(TEXTS, st.lists(TEXTS), OBJECTS))
@settings(max_examples=300, deadline=None)
def test_any_settings(query: Any, now: Any, names: Any) -> None:
    for given_settings in ({"query": query}, {"now": now}, {"off": names}, {"path_id": names}):
        try:
            exercise(offerlint.lint(b'{"payout": 1}', UPDATE, **given_settings))
        except (ValueError, TypeError) as error:
            assert str(error)
