"""For tests: payloads that must be clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._offerlint import lint

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ._catalog import Contract
    from ._settings import Settings


def assert_clean(payload: Any, contract: str | Contract, **settings: Unpack[Settings]) -> None:
    """Fails with the findings, if the payload has any. Settings are those of `lint`.

    >>> from offerlint.testing import assert_clean
    >>> assert_clean({"payout": 3}, "tracklysms/update-offer")
    >>> assert_clean({"payout": -1}, "tracklysms/update-offer")
    Traceback (most recent call last):
    AssertionError: tracklysms/update-offer: 1 finding
      warning[number-negative] payout: `payout` is negative: -1
        help: check the sign; the field has no meaning below zero
    """
    # pytest leaves this frame out of its traceback.
    __tracebackhide__ = True
    report = lint(payload, contract, **settings)
    if report.is_clean:
        return
    count = f"{len(report)} finding{'' if len(report) == 1 else 's'}"
    lines = [f"{report.contract}: {count}"]
    for found in report:
        lines.append(f"  {found}")
        if found.help:
            lines.append(f"    help: {found.help}")
    raise AssertionError("\n".join(lines))
