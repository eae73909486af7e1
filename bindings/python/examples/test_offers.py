"""Tests of payloads: a failure lists the findings. Needs no plug-in."""

from __future__ import annotations

from typing import Any

from offerlint.testing import assert_clean


def build_offer(name: str) -> dict[str, Any]:
    """Your code."""
    return {"name": name, "tracking_url": "https://track.example.com/click?offer_id=123", "payout": 2.5}


def test_the_offer_that_we_send() -> None:
    assert_clean(build_offer("Summer Promo"), "tracklysms/create-offer")


def test_the_text_that_we_send() -> None:
    assert_clean('{"payout": 3.00}', "tracklysms/update-offer", off=["cap-order"])
