"""The command in the wheel: a native executable, with the findings of the conformance set."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import offerlint
import offerlint.__main__ as command_module
from conformance import CASES, REPOSITORY, Case

COMMAND = Path(sysconfig.get_path("scripts")) / ("offerlint.exe" if sys.platform == "win32" else "offerlint")
if not COMMAND.exists():
    pytest.skip("the module is not installed from its wheel", allow_module_level=True)


def run(*arguments: str, text: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(COMMAND), *arguments], input=text, capture_output=True, text=True)


def test_it_is_native() -> None:
    with open(COMMAND, "rb") as file:
        assert file.read(2) != b"#!"
    assert run("--version").stdout.split() == ["offerlint", offerlint.__version__]


def test_python_m_runs_it(tmp_path: Path) -> None:
    # Scripts of the environment are not on this PATH.
    for name, status in (("tracklysms/create-offer", 1), ("tracklysms/update-offer", 0), ("no/contract", 2)):
        arguments = ["-m", "offerlint", "check", "--isolated", f"--contract={name}", "-"]
        done = subprocess.run(
            [sys.executable, *arguments], input=b'{"payout": 1}', capture_output=True, cwd=tmp_path, env={"PATH": ""}
        )
        assert done.returncode == status, done


def test_python_m_without_a_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command_module, "find_command", lambda: None)
    assert command_module.main() == 2
    assert "install the wheel" in capsys.readouterr().err


def test_the_wheel_has_the_licences() -> None:
    files = importlib.metadata.files("offerlint") or []
    texts = {file.name: file.read_text() for file in files if "licenses" in file.parts}
    assert texts == {name: (REPOSITORY / name).read_text("utf-8") for name in ("LICENSE-MIT", "LICENSE-APACHE")}


def has_context(case: Case) -> bool:
    return not set(case.settings) <= {"select", "now"}


def test_it_has_the_findings_of_the_conformance_set() -> None:
    tried = 0
    for case in CASES:
        if has_context(case):
            continue  # Given by --request, which the command's own tests cover.
        tried += 1
        options = [f"--select={name}" for name in case.settings.get("select", [])]
        if "now" in case.settings:
            options.append(f"--now={case.settings['now']}")
        done = run("check", "--isolated", "--format=json", f"--contract={case.contract}", *options, "-", text=case.payload)
        findings = json.loads(done.stdout)["diagnostics"]
        for found in findings:
            assert found.pop("file") == "-" and found.pop("contract") == case.contract
        assert findings == case.findings, case.name
    assert tried > 200
