"""`python -m offerlint` runs the command of the wheel, also where scripts are not on PATH."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def find_command() -> str | None:
    """The path of the command that was installed with this package."""
    name = "offerlint.exe" if os.name == "nt" else "offerlint"
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")),
        # `pip install --target DIR` puts scripts there.
        str(Path(__file__).parent.parent / "bin"),
    ]
    paths = (Path(folder) / name for folder in folders)
    return next((str(path) for path in paths if path.is_file()), None)


def main() -> int:
    """Runs the command with the arguments of this process and returns its exit status."""
    command = find_command()
    if command is None:
        print("error: the command offerlint is not installed with this package; install the wheel", file=sys.stderr)
        return 2
    arguments = [command, *sys.argv[1:]]
    if os.name == "nt":
        return subprocess.run(arguments).returncode
    os.execv(command, arguments)


if __name__ == "__main__":
    sys.exit(main())
