"""The framework examples."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from conformance import EXAMPLE, REPOSITORY

EXAMPLES = REPOSITORY / "bindings/python/examples"
sys.path.insert(0, str(EXAMPLES))


def test_fastapi() -> None:
    pytest.importorskip("fastapi")
    pytest.importorskip("httpx")
    import fastapi_service
    from fastapi.testclient import TestClient

    client = TestClient(fastapi_service.app)
    created = client.post("/v2/offers", content=EXAMPLE)
    assert created.status_code == 201 and created.json()["name"] == json.loads(EXAMPLE)["name"]

    refused = client.post("/v2/offers", content=b'{"name": "A", "payout": "2.50"}')
    assert refused.status_code == 422
    rules = {found["rule"]: found["pointer"] for found in refused.json()["detail"]}
    assert rules["required-field-missing"] == "/tracking_url"

    headers = {"x-answer": "api"}
    answer = client.post("/v2/offers", content=b'{"name": "A"}', headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"] == "missing_tracking_url"
    assert client.post("/v2/offers", content=b"\xff").status_code == 422


def test_pydantic() -> None:
    pydantic = pytest.importorskip("pydantic")
    import pydantic_model

    offer = pydantic_model.Offer.model_validate_json(EXAMPLE)
    assert offer.name == json.loads(EXAMPLE)["name"]
    assert pydantic_model.Offer.model_validate(json.loads(EXAMPLE)) == offer
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic_model.Offer.model_validate({"name": "A", "tracking_url": "no url"})
    (error,) = caught.value.errors()
    assert error["type"] == "offerlint" and "tracking_url" in error["msg"]


def test_pytest() -> None:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(EXAMPLES / "test_offers.py")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=EXAMPLES)
    assert done.returncode == 0, done.stdout


def test_a_failure_under_pytest_is_readable(tmp_path: Any) -> None:
    (tmp_path / "test_offer.py").write_text(
        "from offerlint.testing import assert_clean\n"
        "def test_offer():\n"
        "    assert_clean({'payout': -1}, 'tracklysms/update-offer')\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert "tracklysms/update-offer: 1 finding" in done.stdout
    assert "warning[number-negative] payout: `payout` is negative: -1" in done.stdout
    assert "__tracebackhide__" not in done.stdout


def test_data_frames(capsys: pytest.CaptureFixture[str]) -> None:
    polars = pytest.importorskip("polars")
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    import data_frames

    bodies = [EXAMPLE.decode(), '{"name": "A"}', None]
    expected = [("b", "required-field-missing", "/tracking_url")]
    by_polars = data_frames.with_polars(polars.DataFrame({"id": ["a", "b", "c"], "body": bodies}))
    assert by_polars.select("id", "rule", "pointer").rows() == expected
    by_pandas = data_frames.with_pandas(pandas.DataFrame({"id": ["a", "b", "c"], "body": bodies}))
    assert list(by_pandas[["id", "rule", "pointer"]].itertuples(index=False, name=None)) == expected
