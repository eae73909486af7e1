"""The source distribution: what it contains, and that its build backend starts. Building from it takes minutes."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

import offerlint
from conformance import REPOSITORY

TOOLS = REPOSITORY / "target/python/build/bin"
NAME = f"offerlint-{offerlint.__version__}"
NEEDED = ["pyproject.toml", "build_backend.py", "Cargo.toml", "Cargo.lock", "src/main.rs", "python/offerlint/py.typed"]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (TOOLS / "maturin").exists():
        pytest.skip("maturin is not installed; `./build-wheel` installs it")
    folder = tmp_path_factory.mktemp("sdist")
    subprocess.run([str(REPOSITORY / "bindings/python/build-wheel"), str(folder), "--sdist"], check=True)
    with tarfile.open(folder / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder)
    return folder / NAME


def test_sources_without_a_built_command(sources: Path) -> None:
    assert [name for name in NEEDED if not (sources / name).exists()] == []
    assert [path for path in sources.rglob("*") if path.suffix in (".so", ".data")] == []


def test_the_licences_are_packed(sources: Path) -> None:
    metadata = (sources / "PKG-INFO").read_text("utf-8")
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        assert f"\nLicense-File: {name}\n" in metadata
        assert (sources / name).read_text("utf-8") == (REPOSITORY / name).read_text("utf-8")
    assert list((REPOSITORY / "bindings/python").glob("LICENSE-*")) == []


def test_cargo_finds_all_targets(sources: Path) -> None:
    """`cargo build` refuses a manifest with a target that has no file, also when it builds something else."""
    manifest = (sources / "Cargo.toml").read_text()
    targets = re.findall(r'^\[\[(bench|example)\]\]\nname = "(\w+)"$', manifest, re.MULTILINE)
    files = [sources / {"bench": "benches", "example": "examples"}[kind] / f"{name}.rs" for kind, name in targets]
    assert len(files) > 1
    assert [file for file in files if not file.exists()] == []


def test_the_metadata_hook(sources: Path, tmp_path: Path) -> None:
    code = f"import build_backend as b; print(b.prepare_metadata_for_build_wheel({str(tmp_path)!r}))"
    environment = {**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"}
    python = [str(TOOLS / "python"), "-c", code]
    done = subprocess.run(python, cwd=sources, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    metadata = (tmp_path / f"{NAME}.dist-info/METADATA").read_text()
    assert f"\nName: offerlint\nVersion: {offerlint.__version__}\n" in metadata
    # The wheel has this text: that of the package, not of the repository.
    description = metadata.split("\n\n", 1)[1]
    assert description.strip() == (REPOSITORY / "bindings/python/README.md").read_text("utf-8").strip()
