"""100,000 calls leave nothing behind."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import offerlint
from conformance import CREATE, EXAMPLE, UPDATE

BROKEN = b'{"name": "A", "payout_type": "CPA", "payout": -1}'
OBJECT: dict[str, Any] = {"name": "A", "payout": -1, "metadata": {"a": "b"}}
REFUSED: dict[str, Any] = {"name": {"a": [float("nan")]}}
LINTER = offerlint.Linter(CREATE, off=["cap-order"])


def resident() -> int:
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def read(payload: Any) -> None:
    for found in LINTER.lint(payload):
        found.rule, found.message, found.help, found.fix, found.related, found.to_dict


def refuse() -> None:
    try:
        offerlint.lint(REFUSED, CREATE)
    except ValueError:
        pass


def raise_for_errors() -> None:
    try:
        offerlint.lint(BROKEN, CREATE).raise_for_errors()
    except offerlint.ValidationError:
        pass


CALLS: dict[str, tuple[int, Callable[[], Any]]] = {
    "clean bytes": (100_000, lambda: offerlint.lint(EXAMPLE, CREATE)),
    "clean str": (100_000, lambda: offerlint.lint("{}", CREATE, off="empty-update")),
    "findings": (100_000, lambda: read(BROKEN)),
    "objects": (100_000, lambda: read(OBJECT)),
    "refused objects": (100_000, refuse),
    "errors": (100_000, raise_for_errors),
    "lines": (20_000, lambda: list(offerlint.lint_lines(b'{"payout": -1}\n', UPDATE))),
    "fixes": (20_000, lambda: offerlint.fix(BROKEN, CREATE).payload),
    "linters": (20_000, lambda: offerlint.Linter(CREATE, query={"a": "b"}).lint(OBJECT)),
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", CALLS)
def test_calls_do_not_grow(name: str) -> None:
    count, call = CALLS[name]
    for _ in range(2000):
        call()
    gc.collect()
    before = resident()
    references = [sys.getrefcount(thing) for thing in (EXAMPLE, BROKEN, OBJECT, CREATE, None)]
    for _ in range(count):
        call()
    gc.collect()
    after = [sys.getrefcount(thing) for thing in (EXAMPLE, BROKEN, OBJECT, CREATE, None)]
    assert all(now - then < 100 for then, now in zip(references, after))
    # One byte kept by each call would be under this; one object (at least 16 bytes) is above it.
    assert resident() - before < 1_000_000


def test_python_objects_are_freed() -> None:
    tracemalloc.start()
    try:
        for _ in range(100):
            read(BROKEN)
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(5000):
            read(BROKEN)
        assert tracemalloc.get_traced_memory()[0] - before < 50_000
    finally:
        tracemalloc.stop()
