"""Reports, findings and the exception."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import Any

import pytest

import offerlint
from conformance import CREATE, EXAMPLE, UPDATE

BROKEN = '{"name": "A", "payout_type": "CPA", "payout": -1}'


def test_a_clean_report() -> None:
    report = offerlint.lint(EXAMPLE, CREATE)
    assert report.is_clean and not report.has_errors
    assert len(report) == 0 and list(report) == [] and report.errors == report.warnings == ()
    assert report.contract == CREATE
    assert report.to_json() == "[]" and report.to_dicts() == [] and report.api_errors == []
    report.raise_for_errors()
    assert repr(report) == "<offerlint.Report tracklysms/create-offer: no findings>"


def test_findings_are_a_sequence() -> None:
    report = offerlint.lint(BROKEN, CREATE)
    assert [found.rule for found in report] == ["required-field-missing", "invalid-payout-type", "number-negative"]
    assert [found.rule for found in report.errors] == ["required-field-missing", "invalid-payout-type"]
    assert [found.rule for found in report.warnings] == ["number-negative"]
    assert report.diagnostics == tuple(report)
    assert report[0] == report.errors[0] and report[-1] == report[2]
    assert report[:2] == tuple(report)[:2] and report[::-1] == tuple(report)[::-1]
    for index in (3, -4, 10**18):
        with pytest.raises(IndexError):
            report[index]
    with pytest.raises(TypeError):
        wrong: Any = "a"
        report[wrong]
    assert report.api_errors == [(400, "missing_tracking_url"), (400, "invalid_payout_type")]


def test_findings_outlive_their_report() -> None:
    found = offerlint.lint(BROKEN, CREATE)[1]
    assert (found.rule, found.line, found.column) == ("invalid-payout-type", 1, 30)
    assert found.fix is not None and found.fix.applicability == "safe"
    assert [(edit.start, edit.end, edit.replacement) for edit in found.fix.edits] == [(29, 34, '"cpa"')]


def test_equality_and_immutability() -> None:
    one, two = offerlint.lint(BROKEN, CREATE), offerlint.lint(BROKEN, CREATE)
    assert one == two and one[0] == two[0] and hash(one[0]) == hash(two[0])
    assert one != offerlint.lint("{}", CREATE) and one[0] != one[1]
    assert one != 1 and one[0] != "a"
    assert one[1].fix == two[1].fix and len({one[1].fix, two[1].fix}) == 1
    for thing, name in ((one, "contract"), (one[0], "rule"), (one[1].fix, "message")):
        with pytest.raises(AttributeError):
            setattr(thing, name, "changed")


def test_pickle_and_copy() -> None:
    report = offerlint.lint(BROKEN, CREATE)
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(report[1])) == report[1]
    assert copy.deepcopy(report).to_dicts() == report.to_dicts()
    error = offerlint.ValidationError(report)
    again = pickle.loads(pickle.dumps(error))
    assert again.report == report and str(again) == str(error)


def test_the_exception() -> None:
    report = offerlint.lint(BROKEN, CREATE)
    with pytest.raises(offerlint.ValidationError) as caught:
        report.raise_for_errors()
    assert isinstance(caught.value, ValueError)
    assert caught.value.report is report
    lines = str(caught.value).split("\n")
    assert lines[0] == "tracklysms/create-offer: 2 errors"
    assert "invalid-payout-type" in lines[2] and len(lines) == 3
    offerlint.lint(b'{"payout": -1}', UPDATE).raise_for_errors()  # A warning is no error.


def test_everything_can_be_pickled_and_copied() -> None:
    ulr = '{"name": "A", "tracking_ulr": "https://a.example.com", "payout_type": "CPA"}'
    report = offerlint.lint(ulr, CREATE)
    fixed = offerlint.fix(ulr, CREATE)
    assert report[0].related and report[0].fix and fixed.applied and fixed.remaining
    things = [report, report[0], report[0].related[0], report[0].fix, report[0].fix.edits[0], fixed]
    for thing in things:
        for twin in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
            assert twin == thing and repr(twin) == repr(thing)
    assert fixed != offerlint.fix(ulr, CREATE, unsafe=True)


def test_a_pickled_linter_has_its_settings() -> None:
    off, query = iter(["number-negative"]), iter([("a", "1")])
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    linter = offerlint.Linter(UPDATE, off=off, query=query, now=now, path_id="x")
    expected = ["object-id-format", "unknown-field"]
    for twin in (linter, pickle.loads(pickle.dumps(linter)), copy.deepcopy(linter)):
        assert twin.contract == UPDATE
        assert sorted(found.rule for found in twin.lint(b'{"payout": -1}')) == expected
    lint = pickle.loads(pickle.dumps(linter.lint))  # As in a multiprocessing.Pool.
    assert lint(b'{"payout": 1}') == linter.lint(b'{"payout": 1}')


def test_text_of_findings() -> None:
    report = offerlint.lint(BROKEN, CREATE)
    assert str(report).split("\n") == [str(found) for found in report]
    assert repr(report[2]) == f"<offerlint.Diagnostic {report[2]}>"
    assert str(report[2]).startswith("1:47: warning[number-negative] payout: ")
    assert all(str(found) in repr(report) for found in report)


class Balance(HTMLParser):
    """Checks that tags are closed in order, and collects the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_for_notebooks() -> None:
    evil = '{"name": "A", "<script>alert(1)</script>\\u202e": 1, "payout": -1}'
    for thing in (offerlint.lint(evil, UPDATE), offerlint.lint(evil, UPDATE)[0]):
        parser = Balance()
        parser.feed(thing._repr_html_())
        assert parser.open == [] and "script" not in parser.tags
        assert "<script>alert(1)" in parser.text and "\u202e" not in parser.text
    parser = Balance()
    parser.feed(offerlint.lint(EXAMPLE, CREATE)._repr_html_())
    one = offerlint.lint(b'{"name": "A", "payout": -1}', CREATE)
    assert f"<b>{CREATE}</b>: 1 error, 1 warning</p>" in one._repr_html_()
    assert parser.text == "tracklysms/create-offer: no findings"
    many = offerlint.lint("{" + ",".join(f'"u{at}": 1' for at in range(300)) + "}", UPDATE)
    assert many._repr_html_().count("<tr>") == 101 and f"{len(many) - 100} more" in many._repr_html_()


def test_no_key_is_shown() -> None:
    key = "sk_live_0123456789abcdefghijklmnop"
    report = offerlint.lint({"name": key, "metadata": {"api_key": key}}, CREATE)
    assert not report.is_clean
    for text in (repr(report), str(report), report.to_json(), report._repr_html_()):
        assert key not in text
