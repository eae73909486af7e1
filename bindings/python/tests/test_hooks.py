"""pre-commit with `language: python`: the hook needs neither Rust nor this repository, only the wheel.

`OFFERLINT_WHEELS` is the folder with the wheel, which stands for the package index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def run(folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    tools = [Path(sys.executable).parent, *map(Path, ("/usr/local/bin", "/usr/bin", "/bin"))]
    kept = [str(tool) for tool in tools if not (tool / "cargo").exists()]
    environment = {
        "PATH": os.pathsep.join(kept),
        "HOME": str(folder.parent),
        "PRE_COMMIT_HOME": str(folder.parent / "hooks"),
        "PIP_FIND_LINKS": str(Path(WHEELS or "").resolve()),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy"):
        if name in os.environ:
            environment[name] = os.environ[name]
    assert shutil.which("cargo", path=environment["PATH"]) is None
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_documented_hooks(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    payload = shop / "payloads/tracklysms/update-offer/summer.json"
    payload.parent.mkdir(parents=True)
    payload.write_text('{"status": "ACTIVE"}\n')
    (shop / ".pre-commit-config.yaml").write_text(documented())
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        assert run(shop, *command).returncode == 0
    pre_commit = [sys.executable, "-m", "pre_commit", "run"]

    done = run(shop, *pre_commit, "offerlint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "invalid-status" in done.stdout and "summer.json" in done.stdout, done.stdout

    done = run(shop, *pre_commit, "offerlint-fix", "--hook-stage", "manual")
    assert payload.read_text() == '{"status": "active"}\n', done.stdout + done.stderr
    assert run(shop, "git", "add", ".").returncode == 0
    done = run(shop, *pre_commit, "offerlint")
    assert done.returncode == 0, done.stdout
