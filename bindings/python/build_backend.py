"""Builds the command before maturin builds the module, so that `pip install` of the sources brings both."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from maturin import (  # noqa: F401 (the hooks that need no command)
    build_sdist,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_wheel,
)
import maturin

HERE = Path(__file__).resolve().parent
# In a source distribution this file is beside the root of the workspace.
PACKAGE = HERE if HERE.name == "python" else HERE / "bindings/python"
ROOT = PACKAGE.parent.parent


def build_command() -> None:
    """Puts the command into `offerlint.data/scripts`, from where the wheel takes it."""
    name = "offerlint.exe" if sys.platform == "win32" else "offerlint"
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    command = ["cargo", "build", "--release", "--package", "offerlint", "--bin", "offerlint"]
    subprocess.run([*command, "--target-dir", str(target)], cwd=ROOT, check=True)
    for folder in {PACKAGE, HERE}:
        scripts = folder / "offerlint.data/scripts"
        scripts.mkdir(parents=True, exist_ok=True)
        shutil.copy(target / "release" / name, scripts / name)


def build_wheel(*arguments: Any, **named: Any) -> str:
    build_command()
    return maturin.build_wheel(*arguments, **named)


