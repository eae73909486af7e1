"""Builds the command before maturin builds the module, so that `pip install` of the sources brings both."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from maturin import get_requires_for_build_sdist, get_requires_for_build_wheel  # noqa: F401
import maturin

HERE = Path(__file__).resolve().parent
# In a source distribution this file is at the root of the workspace.
ROOT = HERE if (HERE / "bindings").is_dir() else HERE.parent.parent


def scripts_folder() -> Path:
    """Creates the folder whose files the wheel installs on PATH. maturin requires it in every hook."""
    scripts = HERE / "offerlint.data/scripts"
    shutil.rmtree(scripts, ignore_errors=True)
    scripts.mkdir(parents=True)
    return scripts


def build_command() -> None:
    name = "offerlint.exe" if sys.platform == "win32" else "offerlint"
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    command = ["cargo", "build", "--locked", "--release", "--package", "offerlint", "--bin", "offerlint"]
    subprocess.run([*command, "--target-dir", str(target)], cwd=ROOT, check=True)
    shutil.copy(target / "release" / name, scripts_folder() / name)


def prepare_metadata_for_build_wheel(*arguments: Any, **named: Any) -> str:
    scripts_folder()
    return maturin.prepare_metadata_for_build_wheel(*arguments, **named)


def build_sdist(*arguments: Any, **named: Any) -> str:
    scripts_folder()
    return maturin.build_sdist(*arguments, **named)


def build_wheel(*arguments: Any, **named: Any) -> str:
    build_command()
    return maturin.build_wheel(*arguments, **named)
