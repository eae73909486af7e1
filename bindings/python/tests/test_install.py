"""`.ci/install`, which action.yml runs: the wheel that is named, or the sources."""

from __future__ import annotations

import hashlib
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


@pytest.mark.skipif(not WHEELS, reason="OFFERLINT_WHEELS does not name a folder with the wheel")
@pytest.mark.parametrize("is_right", [True, False])
def test_hashes(tmp_path: Path, is_right: bool) -> None:
    """A file with another hash is not installed, whether the hash is in the address or in requirements."""
    (wheel,) = Path(WHEELS or "").resolve().glob("*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest() if is_right else "0" * 64
    requirements = tmp_path / "requirements.txt"
    requirements.write_text(f"offerlint @ {wheel.as_uri()} --hash=sha256:{digest}\n")
    for given in (f"{wheel.as_uri()}#sha256={digest}", str(requirements)):
        done, called = install_with_pretended_cargo(tmp_path, given)
        assert ("installed from the wheel" in done.stdout) == is_right, done.stdout
        assert (called is None) == is_right


@pytest.mark.parametrize("name", ["offerlint==0.2.0", "offerlint", "git+https://git.example.com/offerlint"])
def test_names_are_refused(tmp_path: Path, name: str) -> None:
    done, called = install_with_pretended_cargo(tmp_path, name)
    assert done.returncode == 2 and name in done.stderr and called is None


@pytest.mark.parametrize("wheel", ["", "no/such.whl"])
def test_from_source(tmp_path: Path, wheel: str) -> None:
    done, called = install_with_pretended_cargo(tmp_path, wheel)
    assert done.returncode == 0 and "building from source" in done.stdout, done.stderr
    assert called is not None and called[:3] == ["install", "--locked", "--path"]
    assert Path(called[3]).resolve() == REPOSITORY and called[4:] == ["--root", str(tmp_path / "tool")]


def install_with_pretended_cargo(
    tmp_path: Path, wheel: str
) -> "tuple[subprocess.CompletedProcess[str], list[str] | None]":
    """The run, and how cargo was called."""
    (tmp_path / "bin").mkdir(exist_ok=True)
    (tmp_path / "called").unlink(missing_ok=True)
    cargo = tmp_path / "bin/cargo"
    cargo.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/called\n')
    cargo.chmod(0o755)
    path = f"{tmp_path}/bin:{os.environ['PATH']}"
    done = install(tmp_path / "tool", wheel, path)
    called = tmp_path / "called"
    return done, called.read_text().split() if called.exists() else None
