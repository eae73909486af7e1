"""The server under test, as a client of the protocol sees it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OFFERLINT = os.environ.get("OFFERLINT", str(ROOT / "target/debug/offerlint"))
