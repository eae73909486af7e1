"""pre-commit with `language: python`: the hook needs neither Rust nor this repository, only the wheel, by its address or
from a folder in place of a package index. `OFFERLINT_WHEELS` is the folder with the wheel."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import offerlint
from conformance import REPOSITORY

WHEELS = os.environ.get("OFFERLINT_WHEELS")
if not WHEELS:
    pytest.skip("OFFERLINT_WHEELS does not name a folder with the wheel", allow_module_level=True)
pytest.importorskip("pre_commit")


def documented() -> str:
    """The configuration in docs/ci.md."""
    text = (REPOSITORY / "docs/ci.md").read_text("utf-8")
    blocks = [block.split("```")[0] for block in text.split("```yaml\n")[1:]]
    (block,) = [block for block in blocks if "additional_dependencies" in block]
    return block


def run(folder: Path, *command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    tools = [Path(sys.executable).parent, *map(Path, ("/usr/local/bin", "/usr/bin", "/bin"))]
    kept = [str(tool) for tool in tools if not (tool / "cargo").exists()]
    environment = {
        "PATH": os.pathsep.join(kept),
        "HOME": str(folder.parent),
        "PRE_COMMIT_HOME": str(folder.parent / "hooks"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy"):
        if name in os.environ:
            environment[name] = os.environ[name]
    environment.update(variables)
    assert shutil.which("cargo", path=environment["PATH"]) is None
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def wheel() -> Path:
    (wheel,) = Path(WHEELS or "").resolve().glob("*.whl")
    return wheel


def test_from_a_folder_without_an_index(tmp_path: Path) -> None:
    index = tmp_path / "index"
    index.mkdir()
    shutil.copy(wheel(), index)
    # pre-commit makes a package of its own in each environment, and setuptools builds it.
    tool = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(index), "setuptools"]
    subprocess.run(tool, check=True)
    hooks(tmp_path, f"offerlint=={offerlint.__version__}", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))


def test_from_an_address_with_a_hash(tmp_path: Path) -> None:
    right = hashlib.sha256(wheel().read_bytes()).hexdigest()
    hooks(tmp_path, f"offerlint @ {wheel().as_uri()}#sha256={right}")


def test_another_file_is_refused(tmp_path: Path) -> None:
    shop = prepare(tmp_path, f"offerlint @ {wheel().as_uri()}#sha256={'0' * 64}")
    done = run(shop, sys.executable, "-m", "pre_commit", "run", "offerlint")
    assert done.returncode not in (0, 1), done.stdout
    assert "DO NOT MATCH THE HASHES" in done.stdout + done.stderr


def prepare(folder: Path, requirement: str) -> Path:
    """A repository with one payload and the documented hooks."""
    shop = folder / "shop"
    payload = shop / "payloads/tracklysms/update-offer/summer.json"
    payload.parent.mkdir(parents=True)
    payload.write_text('{"status": "ACTIVE"}\n')
    assert documented().count("offerlint @ WHEEL") == 2
    (shop / ".pre-commit-config.yaml").write_text(documented().replace("offerlint @ WHEEL", requirement))
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        assert run(shop, *command).returncode == 0
    return shop


def hooks(folder: Path, requirement: str, **variables: str) -> None:
    shop = prepare(folder, requirement)
    payload = shop / "payloads/tracklysms/update-offer/summer.json"
    pre_commit = [sys.executable, "-m", "pre_commit", "run"]

    done = run(shop, *pre_commit, "offerlint", **variables)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "invalid-status" in done.stdout and "summer.json" in done.stdout, done.stdout

    done = run(shop, *pre_commit, "offerlint-fix", "--hook-stage", "manual", **variables)
    assert payload.read_text() == '{"status": "active"}\n', done.stdout + done.stderr
    assert run(shop, "git", "add", ".").returncode == 0
    done = run(shop, *pre_commit, "offerlint", **variables)
    assert done.returncode == 0, done.stdout
