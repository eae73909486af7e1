"""NDJSON from memory, files and file objects."""

from __future__ import annotations

import gzip
import io
import resource
import sys
from pathlib import Path
from typing import Any

import pytest

import offerlint
from conformance import UPDATE

TEXT = b'{"payout": 3}\n\n{"payout": -1}\n  \n{"payout": 3}\r\nnot json\n{"status": "gone"}'
EXPECTED = [(3, "number-negative"), (6, "json-syntax"), (7, "invalid-status")]


def found(lines: Any) -> list[tuple[int, str]]:
    return [(line, diagnostic.rule) for line, report in lines for diagnostic in report]


def test_all_sources(tmp_path: Path) -> None:
    path = tmp_path / "offers.ndjson"
    path.write_bytes(TEXT)
    (tmp_path / "offers.gz").write_bytes(gzip.compress(TEXT))
    sources: list[Any] = [TEXT, bytearray(TEXT), memoryview(TEXT), path, str(path), io.BytesIO(TEXT)]
    for source in [*sources, open(path, "rb"), gzip.open(tmp_path / "offers.gz")]:
        assert found(offerlint.lint_lines(source, UPDATE)) == EXPECTED


def test_settings_and_linters() -> None:
    lines = offerlint.lint_lines(TEXT, UPDATE, off=["json-syntax", "number-negative"])
    assert found(lines) == EXPECTED[2:]
    linter = offerlint.Linter(UPDATE, off="json-syntax")
    assert found(linter.lint_lines(TEXT)) == [EXPECTED[0], EXPECTED[2]]


def test_places_are_those_in_the_source() -> None:
    for line, report in offerlint.lint_lines(TEXT, UPDATE):
        for diagnostic in report:
            assert diagnostic.line == line
    (_, report), *_ = offerlint.lint_lines(TEXT, UPDATE)
    assert TEXT[report[0].start : report[0].end] == b"-1"


def test_more_findings_than_wait_at_once() -> None:
    text = b'{"payout": -1}\n{"payout": 1}\n' * 60_000  # 1.7 MB, several pieces.
    expected = list(range(1, 120_000, 2))
    lines, places = [], []
    for line, report in offerlint.lint_lines(io.BytesIO(text), UPDATE):
        lines.append(line)
        places.append((report[0].line, text[report[0].start : report[0].end]))
    assert lines == expected
    assert places == [(line, b"-1") for line in expected]


def test_empty_sources() -> None:
    for source in (b"", b"\n\n", b" \r\n"):
        assert list(offerlint.lint_lines(source, UPDATE)) == []


def test_errors(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        offerlint.lint_lines(tmp_path / "nothing.ndjson", UPDATE)
    assert "nothing.ndjson" in str(caught.value)
    assert caught.value.filename == str(tmp_path / "nothing.ndjson")
    with pytest.raises(IsADirectoryError) as folder:
        offerlint.lint_lines(tmp_path, UPDATE)
    assert folder.value.filename == str(tmp_path)
    for ndjson in (TEXT.decode(), '{"payout": 3}', 100 * TEXT.decode()):
        with pytest.raises(ValueError, match="give NDJSON text as bytes"):
            offerlint.lint_lines(ndjson, UPDATE)
    wrong: Any = 5
    with pytest.raises(TypeError, match="the source is bytes"):
        offerlint.lint_lines(wrong, UPDATE)
    text: Any = io.StringIO("{}")
    with pytest.raises(TypeError, match="binary mode"):
        list(offerlint.lint_lines(text, UPDATE))

    class Broken(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            raise RuntimeError("the disk is gone")

    lines = offerlint.lint_lines(Broken(), UPDATE)
    with pytest.raises(RuntimeError, match="the disk is gone"):
        next(lines)
    assert list(lines) == []  # An iterator that failed is at its end.

    class Talkative:
        def read(self, size: int, /) -> bytes:
            return b"{}\n" * size

    with pytest.raises(ValueError, match="too many bytes"):
        list(offerlint.lint_lines(Talkative(), UPDATE))


def test_a_line_over_the_limit_is_one_finding() -> None:
    class Long:
        """70 MB without a line feed, then a line."""

        def __init__(self) -> None:
            self.left = 70 << 20

        def read(self, size: int, /) -> bytes:
            if self.left == 0:
                return b""
            if self.left <= 3:
                self.left = 0
                return b"\n{}"
            size = min(size, self.left - 3)
            self.left -= size
            return b"x" * size

    (line, report), (last, _) = offerlint.lint_lines(Long(), UPDATE)
    assert line == 1 and "more than 67108864 bytes" in report[0].message
    assert last == 2


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux only")
def test_memory_is_bounded() -> None:
    class Endless:
        """400 MB of lines, some of them with findings."""

        block = (b'{"payout": 3, "name": "%s"}\n' % (b"a" * 200)) * 99 + b'{"payout": -1}\n'

        def __init__(self) -> None:
            self.left = 400

        def read(self, size: int, /) -> bytes:
            self.left -= 1
            return b"" if self.left < 0 else (self.block * (1 + size // len(self.block)))[: size // 2 * 2][:size]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _ in offerlint.lint_lines(Endless(), UPDATE))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert count > 1000
    assert grown < 40_000, f"{grown} KB more"
