"""The keyword arguments that all functions share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypedDict


class Settings(TypedDict, total=False):
    """Facts that are not in the payload, and levels of rules."""

    now: datetime | str | None
    """The present moment, with a time zone. Without it no rule compares a date with the clock."""
    path_id: str | None
    """The path parameter `{id}`, decoded."""
    product: str | None
    """The path parameter `{product}`, decoded."""
    query: str | Mapping[str, str] | Iterable[tuple[str, str]] | None
    """The query parameters."""
    select: str | Iterable[str] | None
    """Rules that are reported with their own severity, even if they are off by default."""
    error: str | Iterable[str] | None
    """Rules that are reported as errors."""
    warn: str | Iterable[str] | None
    """Rules that are reported as warnings."""
    off: str | Iterable[str] | None
    """Rules that are not reported."""
