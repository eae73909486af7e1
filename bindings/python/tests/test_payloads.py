"""What is accepted as a payload, and how everything else is refused."""

from __future__ import annotations

import array
import dataclasses
import decimal
import enum
import io
import json
import sys
from collections import OrderedDict, UserDict
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import offerlint
from conformance import CREATE, EXAMPLE, UPDATE


def rules(payload: Any, contract: str = UPDATE, **settings: Any) -> list[tuple[str, str]]:
    return [(d.rule, d.pointer) for d in offerlint.lint(payload, contract, **settings)]


def test_the_example_is_clean_in_every_form() -> None:
    for payload in (EXAMPLE, EXAMPLE.decode(), bytearray(EXAMPLE), memoryview(EXAMPLE), json.loads(EXAMPLE)):
        assert offerlint.lint(payload, CREATE).is_clean


def test_a_memoryview_with_steps_is_read_in_its_order() -> None:
    assert offerlint.lint(memoryview(bytes(2 * [b'{"payout": 1}'][0]))[:13], UPDATE).is_clean
    spread = b"".join(bytes([byte, 0]) for byte in b'{"payout": 1}')
    assert offerlint.lint(memoryview(spread)[::2], UPDATE).is_clean


def test_offsets_of_a_str_count_its_utf8() -> None:
    text = '{"name": "é", "payout": -1}'
    (found,) = offerlint.lint(text, UPDATE)
    assert found.start is not None and found.column is not None
    assert text.encode()[found.start : found.end] == b"-1"
    assert text[found.column - 1 :].startswith("-1")
    assert found.start == found.column  # One byte more, and columns count from 1.


def test_object_values() -> None:
    class Level(str, enum.Enum):
        LOW = "low"

    class Amount(float):
        def __repr__(self) -> str:
            raise AssertionError("no Python code runs")

    class Count(int):
        def __repr__(self) -> str:
            raise AssertionError("no Python code runs")

    assert rules({"payout": 2.5, "payout_type": "cpa", "filter_bots": True}) == []
    assert rules(OrderedDict(payout=Amount(2.5))) == []
    assert rules({"payout": Count(-2)}) == [("number-negative", "/payout")]
    assert rules({"payout": 10**400}) == rules('{"payout": 1' + 400 * "0" + "}")
    assert rules({"status": Level.LOW}) == rules({"status": "low"})
    assert rules({"metadata": {"a": "b"}, "payout": 1}) == []
    assert rules(("a",)) == rules([]) == rules("[]")
    assert rules(None) == rules("null")
    assert rules(17) == rules("17")
    assert rules({1: 2}) == rules({"1": 2})
    assert rules({True: 2, None: 3, 1.5: 4}) == rules('{"true": 2, "null": 3, "1.5": 4}')


def test_numbers_and_strings_are_written_as_json_dumps_writes_them() -> None:
    values: list[Any] = [0.1, 1e22, 1e16, 5e-324, -0.0, 1.7976931348623157e308, 2**63, -(2**63), 2**64]
    values += ["", "é😀", '"\\/\b\f\n\r\t\x00\x1f\x7f\u2028', 40 * "a" + '"' + 40 * "b" + "\n"]
    for value in values:
        fixed = offerlint.fix({"unknown": value}, UPDATE)
        assert json.loads(fixed.payload) == {"unknown": value}
        if isinstance(value, str):
            assert fixed.payload.decode() == json.dumps({"unknown": value}, ensure_ascii=False, separators=(",", ":"))


def itself() -> Any:
    value: dict[str, Any] = {}
    value["list"] = [value]
    return value


@pytest.mark.parametrize(
    ("payload", "place", "reason"),
    [
        ({"a/b": {"c~d": [1, float("nan")]}}, "/a~1b/c~0d/1", "NaN"),
        ({"a": float("-inf")}, "/a", "Infinity"),
        (itself(), "/list/0", "contains itself"),
        ({"a": [{1, 2}]}, "/a/0", "set"),
        ({"a": frozenset()}, "/a", "frozenset"),
        ({"a": {"b": {b"c": 1}}}, "/a/b", "b'c'"),
        ({"a": {(1, 2): 1}}, "/a", "tuple"),
        ({"a": "\ud800"}, "/a", "surrogate"),
        ({"a": {"\udfff": 1}}, "/a", "surrogate"),
        ({"a": b"bytes"}, "/a", "bytes"),
        ({"a": object()}, "/a", "object"),
        ({"a": 1j}, "/a", "complex"),
        ([0, datetime.now()], "/1", "datetime"),
    ],
    ids=str,
)
def test_a_value_that_json_cannot_represent(payload: Any, place: str, reason: str) -> None:
    for refuse in (offerlint.lint, offerlint.fix, lambda p, c: offerlint.Linter(c).lint(p)):
        with pytest.raises(ValueError) as caught:
            refuse(payload, CREATE)
        assert str(caught.value).startswith(f"{place}: ")
        assert reason in str(caught.value)


@pytest.mark.parametrize("payload", [{1}, frozenset("a"), float("nan"), float("inf"), "\ud800", {b"a": 1}], ids=repr)
def test_a_whole_payload_that_json_cannot_represent(payload: Any) -> None:
    with pytest.raises(ValueError):
        offerlint.lint(payload, CREATE)


@pytest.mark.parametrize("payload", [object(), 1j, len, iter([]), datetime.now(), range(3)], ids=lambda p: type(p).__name__)
def test_a_type_that_is_no_payload(payload: Any) -> None:
    with pytest.raises(TypeError, match="a payload is bytes"):
        offerlint.lint(payload, CREATE)


@dataclasses.dataclass
class Offer:
    name: str = "A"


class Model:
    """Has what a pydantic model has."""

    def model_dump_json(self) -> str:
        return "{}"


class Like:
    """A type of another module with the name of a builtin, as numpy.bool is."""


Like.__name__ = Like.__qualname__ = "bool"
Like.__module__ = "numpy"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Offer(), "Offer is not a JSON type; give dataclasses.asdict() of it"),
        (Model(), "Model is not a JSON type; give its model_dump_json()"),
        (decimal.Decimal("1.5"), "decimal.Decimal is not a JSON type; give a float or an int"),
        (datetime(2026, 1, 1), "datetime.datetime is not a JSON type; give its isoformat()"),
        (array.array("b"), "array.array is not a JSON type; give its tolist()"),
        (enum.Enum("E", "x").x, "E is not a JSON type; give its value"),  # type: ignore[attr-defined]
        (Path("a"), "Path is not a JSON type; give its read_bytes()"),
        (io.BytesIO(), "BytesIO is not a JSON type; give its read()"),
        (UserDict(a=1), "collections.UserDict is not a JSON type; give a dict of it"),
        ({1}, "set is not a JSON type; give a list of it"),
        (b"a", "bytes is not a JSON type; give a str"),
        (Like(), "numpy.bool is not a JSON type"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_message_says_how_to_make_a_payload(value: Any, text: str) -> None:
    with pytest.raises(ValueError) as caught:
        offerlint.lint({"a": value}, UPDATE)
    assert str(caught.value).endswith(text)


def test_places_in_messages_are_short_and_act_on_no_terminal() -> None:
    with pytest.raises(ValueError) as caught:
        offerlint.lint({"a\x1b[31m\n\u202e": float("nan")}, UPDATE)
    assert str(caught.value) == "/a\\u{1b}[31m\\n\\u{202e}: JSON has no NaN"
    with pytest.raises(ValueError) as caught:
        offerlint.lint({5000 * "k": float("nan")}, UPDATE)
    assert len(str(caught.value)) < 300


def test_deep_objects() -> None:
    nested: Any = 1
    for _ in range(200):
        nested = [nested]
    assert rules(nested) == [("json-syntax", "")]
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(ValueError, match="more than 512 nested"):
        offerlint.lint(nested, CREATE)
    # CPython frees lists of this depth without recursion.


def test_the_number_of_digits_is_limited_by_python() -> None:
    if not hasattr(sys, "get_int_max_str_digits"):
        pytest.skip("this Python has no limit")
    with pytest.raises(ValueError, match="/payout: .*limit"):
        offerlint.lint({"payout": 10**5000}, UPDATE)


def test_unknown_names() -> None:
    with pytest.raises(ValueError, match="did you mean `tracklysms/create-offer`"):
        offerlint.lint(b"{}", "tracklysms/create-ofer")
    with pytest.raises(ValueError, match="may be `tracklysms/update-offer` or `gokart/update-offer`"):
        offerlint.lint(b"{}", "update-offer")
    for level in ("select", "error", "warn", "off"):
        with pytest.raises(ValueError, match="unknown rule `cap-oder`; did you mean `cap-order`"):
            settings: dict[str, Any] = {level: ["cap-oder"]}
            offerlint.lint(b"{}", CREATE, **settings)
    with pytest.raises(ValueError, match="did you mean `cap-order`"):
        offerlint.rule("cap-oder")
    with pytest.raises(ValueError, match="did you mean"):
        offerlint.schema("tracklysms/create-ofer")
    wrong: Any = 3
    with pytest.raises(TypeError, match="contract"):
        offerlint.lint(b"{}", wrong)
    with pytest.raises(TypeError):
        offerlint.lint(b"{}", CREATE, off=[wrong])
    unexpected: dict[str, Any] = {"of": []}
    with pytest.raises(TypeError, match="of"):
        offerlint.lint(b"{}", CREATE, **unexpected)


def test_contracts_by_the_end_of_their_name_and_as_objects() -> None:
    contract = next(known for known in offerlint.contracts() if known.name == CREATE)
    for name in ("create-offer", contract):
        assert offerlint.lint(b"{}", name).contract == CREATE


def test_levels() -> None:
    payload = b'{"payout": -1}'
    assert rules(payload, off=["number-negative"]) == rules(payload, off="number-negative") == []
    (found,) = offerlint.lint(payload, UPDATE, error=("number-negative",))
    assert found.severity == "error"
    assert offerlint.lint(payload, UPDATE, error="number-negative", off="number-negative").is_clean
    secure = b'{"tracking_url": "http://track.example.com/c"}'
    off_by_default = [rule.name for rule in offerlint.rules() if not rule.is_on]
    assert off_by_default
    assert len(offerlint.lint(secure, UPDATE, select=off_by_default)) >= len(offerlint.lint(secure, UPDATE))


def test_context() -> None:
    assert rules({"payout": 3}, path_id="not-an-id") == [("object-id-format", "@path/id")]
    queries: list[Any] = ["a=1", "?a=1", {"a": "1"}, [("a", "1")]]
    for query in queries:
        (found,) = rules({"payout": 3}, query=query)
        assert found[1] == "@query/a"


class MultiItems(UserDict[str, str]):
    """Repeated names, as in the query_params of starlette."""

    def multi_items(self) -> list[tuple[str, str]]:
        return [("a", "1"), ("b", "2")]


def test_mappings_and_pairs_are_queries() -> None:
    queries: list[Any] = [UserDict(a="1"), MappingProxyType({"a": "1"}), [["a", "1"]], iter([("a", "1")])]
    for query in queries:
        assert [found[1] for found in rules({"payout": 3}, query=query)] == ["@query/a"]
    assert [found[1] for found in rules({"payout": 3}, query=MultiItems(a="1"))] == ["@query/a", "@query/b"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"off": 5}, "`off` must be the name of a rule, or several names, not int"),
        ({"warn": b"cap-order"}, "`warn` must be the name of a rule, or several names, not bytes"),
        ({"error": [None]}, "`error` must be the name of a rule, or several names, not NoneType"),
        ({"path_id": 5}, "`path_id` must be a str, not int"),
        ({"product": b"a"}, "`product` must be a str, not bytes"),
        ({"query": 5}, "`query` must be a str, a mapping, or pairs of str, not int"),
        ({"query": b"a=1"}, "`query` must be a str, a mapping, or pairs of str, not bytes"),
        ({"query": {"a": 1}}, "names and values in `query` must be str, not int"),
        (
            {"query": {"a": ["1"]}},
            "names and values in `query` must be str, not list; give a pair for each value, as urllib.parse.parse_qsl does",
        ),
        ({"query": ["ab"]}, "`query` must have pairs of a name and a value"),
        ({"query": [("a", "b", "c")]}, "`query` must have pairs of a name and a value"),
        ({"now": date(2026, 1, 1)}, "`now` must be a datetime or a text in RFC 3339, not datetime.date"),
    ],
    ids=str,
)
def test_settings_of_wrong_types(settings: dict[str, Any], message: str) -> None:
    for use in (offerlint.lint, offerlint.fix, offerlint.lint_lines):
        with pytest.raises(TypeError) as caught:
            use(b"{}", UPDATE, **settings)
        assert str(caught.value) == message
    with pytest.raises(TypeError) as caught:
        offerlint.Linter(UPDATE, **settings)
    assert str(caught.value) == message


def test_messages_name_the_argument() -> None:
    wrong: Any = 1
    with pytest.raises(TypeError, match="^`unsafe` must be a bool, not int$"):
        offerlint.fix(b"{}", UPDATE, wrong)
    with pytest.raises(TypeError, match="^`unsafe` must be a bool, not int$"):
        offerlint.Linter(UPDATE).fix(b"{}", unsafe=wrong)
    with pytest.raises(TypeError, match="^`name` must be a str, not int$"):
        offerlint.rule(wrong)
    with pytest.raises(TypeError, match='^`contract` must be a name such as "tracklysms/create-offer", not int$'):
        offerlint.lint(b"{}", wrong)
    surrogate: list[dict[str, Any]] = [{name: "\ud800"} for name in ("path_id", "off", "now", "query")]
    for settings in [*surrogate, {"query": {"a": "\ud800"}}]:
        with pytest.raises(ValueError, match=f"^`{next(iter(settings))}` has a lone surrogate$"):
            rules(b"{}", **settings)
    with pytest.raises(ValueError, match=r"^`off`: unknown rule `zzz`; offerlint.rules\(\) lists the rules$"):
        offerlint.lint(b"{}", UPDATE, off="zzz")


def test_the_clock() -> None:
    # A rule on the clock is found in the conformance set.
    from conformance import CASES

    case = next(case for case in CASES if "now" in case.settings and case.findings)
    now = datetime.fromisoformat(case.settings["now"].replace("Z", "+00:00"))
    east = now.astimezone(timezone(timedelta(hours=7)))
    for moment in (case.settings["now"], now, east):
        settings = {**case.settings, "now": moment}
        assert offerlint.lint(case.payload, case.contract, **settings).to_dicts() == case.findings
    with pytest.raises(ValueError, match="no time zone"):
        offerlint.lint(b"{}", UPDATE, now=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="RFC 3339"):
        offerlint.lint(b"{}", UPDATE, now="yesterday")
    wrong: Any = 5
    with pytest.raises(TypeError, match="datetime"):
        offerlint.lint(b"{}", UPDATE, now=wrong)
