"""Many threads, and the GIL."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import offerlint
from conformance import CASES, UPDATE


def test_one_linter_in_many_threads() -> None:
    cases = [case for case in CASES if not case.settings]
    linters = {case.contract: offerlint.Linter(case.contract) for case in cases}

    def work(turn: int) -> int:
        wrong = 0
        for case in cases[turn:] + cases[:turn]:
            for report in (
                linters[case.contract].lint(case.payload),
                offerlint.lint(case.payload.encode(), case.contract),
            ):
                wrong += report.to_dicts() != case.findings
        return wrong

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(32))) == 0


def test_one_iterator_of_lines_in_many_threads() -> None:
    lines = offerlint.lint_lines(b'{"payout": -1}\n' * 20_000, UPDATE)

    def drain(_: int) -> list[int]:
        return [line for line, _ in lines]

    with ThreadPoolExecutor(4) as pool:
        taken = [line for part in pool.map(drain, range(4)) for line in part]
    assert sorted(taken) == list(range(1, 20_001))


def test_one_iterator_over_a_file_object_in_many_threads() -> None:
    """A thread that waits for its turn must not keep the GIL from the one that reads."""
    code = """
import io, sys, offerlint
from concurrent.futures import ThreadPoolExecutor

class File(io.BytesIO):
    def read(self, size=-1):
        return super().read(min(size, 4096))

sys.setswitchinterval(1e-6)
lines = offerlint.lint_lines(File(b'{"payout": 3}\\n' * 100_000 + b'{"payout": -1}\\n'), "tracklysms/update-offer")
with ThreadPoolExecutor(8) as pool:
    print(sum(pool.map(lambda _: len(list(lines)), range(8))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def counts_while(work: threading.Thread) -> int:
    """How often this thread comes to its turn while another one works."""
    count = 0
    work.start()
    while work.is_alive():
        count += 1
        time.sleep(0.0005)
    return count


def test_other_threads_run_while_a_large_payload_is_linted() -> None:
    # Some tenths of a second: names that are repeated, all of them findings.
    payload = b"{" + b",".join(b'"unknown%d": 1' % number for number in range(100_000)) + b"}"
    interval = sys.getswitchinterval()
    # With the GIL held a thread would wait this long for its turn.
    sys.setswitchinterval(30)
    try:
        assert counts_while(threading.Thread(target=offerlint.lint, args=(payload, UPDATE))) > 20
        lines = b'{"payout": 3}\n' * 4_000_000
        drain = threading.Thread(target=lambda: list(offerlint.lint_lines(lines, UPDATE)))
        assert counts_while(drain) > 20
    finally:
        sys.setswitchinterval(interval)


def test_sub_interpreters_are_refused() -> None:
    if sys.version_info < (3, 12):
        pytest.skip("needs the module of Python 3.12 and later")
    module = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"
    code = f"""
import {module} as interpreters
made = interpreters.create()
outcome = None
try:
    outcome = interpreters.run_string(made, "import offerlint")
except Exception as error:
    outcome = error
assert outcome is not None
print(getattr(outcome, "msg", outcome))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "interpreter" in done.stdout


@pytest.mark.skipif(not hasattr(sys, "_is_gil_enabled"), reason="needs Python 3.13 or later")
def test_the_import_does_not_enable_the_gil_of_free_threaded_builds() -> None:
    import sysconfig

    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        pytest.skip("this interpreter has a GIL")
    assert not sys._is_gil_enabled()  # type: ignore[attr-defined, unused-ignore]
