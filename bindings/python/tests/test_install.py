"""`.ci/install`, which action.yml runs: the wheel, or the sources where pip fails."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import offerlint
from conformance import REPOSITORY

WHEELS = os.environ.get("OFFERLINT_WHEELS")


def install(folder: Path, wheel: str, path: str) -> "subprocess.CompletedProcess[str]":
    command = [str(REPOSITORY / ".ci/install"), str(folder), wheel]
    environment = {**os.environ, "PATH": path, "PIP_NO_INDEX": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


@pytest.mark.skipif(not WHEELS, reason="OFFERLINT_WHEELS does not name a folder with the wheel")
def test_from_the_wheel(tmp_path: Path) -> None:
    (wheel,) = Path(WHEELS or "").glob("*.whl")
    done = install(tmp_path / "tool", str(wheel), os.environ["PATH"])
    assert done.returncode == 0, done.stderr
    assert f"offerlint {offerlint.__version__}\ninstalled from the wheel" in done.stdout
    version = subprocess.run([str(tmp_path / "tool/bin/offerlint"), "--version"], capture_output=True, text=True)
    assert version.stdout.split() == ["offerlint", offerlint.__version__]


def test_from_source(tmp_path: Path) -> None:
    """A pretended cargo writes down how it was called."""
    (tmp_path / "bin").mkdir()
    cargo = tmp_path / "bin/cargo"
    cargo.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\n')
    cargo.chmod(0o755)
    path = f"{tmp_path}/bin:{os.environ['PATH']}"
    done = install(tmp_path / "tool", "offerlint==999", path)
    assert done.returncode == 0 and "building from source" in done.stdout, done.stderr
    called = (tmp_path / "called").read_text().split()
    assert called[:3] == ["install", "--locked", "--path"]
    assert Path(called[3]).resolve() == REPOSITORY and called[4:] == ["--root", str(tmp_path / "tool")]
