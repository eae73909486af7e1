"""The TypedDicts are those of the field tables, and type checkers find mistakes with them."""

from __future__ import annotations

import json
import sys
import typing
from pathlib import Path

import pytest

import offerlint
from conformance import EXAMPLE, REPOSITORY
from offerlint import _offerlint, types
from offerlint.types.tracklysms import CreateOffer

sys.path.insert(0, str(REPOSITORY / "bindings/python"))
import generate_types  # noqa: E402


def test_the_files_have_not_drifted() -> None:
    folder = REPOSITORY / "bindings/python/python/offerlint/types"
    texts = generate_types.modules()
    assert {path.name for path in folder.glob("*.py")} == set(texts)
    for name, text in texts.items():
        assert (folder / name).read_text("utf-8") == text, "run generate_types.py"


def test_every_contract_has_a_type_with_its_fields() -> None:
    for contract in offerlint.contracts():
        module = getattr(types, contract.provider)
        name = generate_types.camel(contract.name.split("/")[1])
        hints = typing.get_type_hints(getattr(module, name))
        assert set(hints) == {field["name"] for field in _offerlint.fields(contract)}


def test_required_members_are_those_of_the_schema() -> None:
    for contract in ("create-offer", "update-offer"):
        schema = offerlint.schema(f"tracklysms/{contract}")
        kind = getattr(types.tracklysms, generate_types.camel(contract))
        assert kind.__required_keys__ == set(schema.get("required", []))


def test_use() -> None:
    offer: CreateOffer = {"name": "A", "tracking_url": "https://track.example.com/c", "payout": 2.5}
    assert offerlint.lint(offer, "tracklysms/create-offer").is_clean
    assert set(json.loads(EXAMPLE)) <= set(typing.get_type_hints(CreateOffer))


WRONG = """
from offerlint.types.tracklysms import CreateOffer
from offerlint.types.gokart import UpdateOffer
a: CreateOffer = {"name": "A"}  # no tracking_url
b: CreateOffer = {"name": "A", "tracking_url": "https://a.example.com", "payout_type": "CPA"}
c: CreateOffer = {"name": "A", "tracking_ulr": "https://a.example.com"}
def events(offer: UpdateOffer) -> int:
    return offer["offerEvents"][0]["nonsense"]
"""


def test_type_checkers_find_mistakes(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    (tmp_path / "wrong.py").write_text(WRONG)
    out, _, status = api.run(["--strict", str(tmp_path / "wrong.py")])
    assert status == 1
    lines = {int(line.split(":")[1]) for line in out.splitlines() if ": error:" in line}
    assert lines == {4, 5, 6, 8}, out
