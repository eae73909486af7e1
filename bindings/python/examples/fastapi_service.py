"""A service that takes offers: 422 with all findings, or the answer that Tracklysms itself would give.

    fastapi dev examples/fastapi_service.py
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse

import offerlint

app = FastAPI()
linter = offerlint.Linter("tracklysms/create-offer")


class Refused(Exception):
    """An offer is answered as the API would answer it."""

    def __init__(self, status: int, code: str | None, message: str) -> None:
        self.status, self.code, self.message = status, code, message


@app.exception_handler(Refused)
async def refuse(_: Request, refused: Refused) -> JSONResponse:
    return JSONResponse({"error": refused.code, "message": refused.message}, refused.status)


async def offer(request: Request, x_answer: Annotated[str, Header()] = "findings") -> dict[str, Any]:
    """The offer in the body, without errors."""
    body = await request.body()
    report = linter.lint(body)
    if report.has_errors:
        if x_answer == "api" and report.api_errors:
            status, code = report.api_errors[0]
            raise Refused(status, code, report.errors[0].message)
        raise HTTPException(422, detail=report.to_dicts())
    checked: dict[str, Any] = json.loads(body)
    return checked


@app.post("/v2/offers", status_code=201)
async def create(offer: Annotated[dict[str, Any], Depends(offer)]) -> dict[str, Any]:
    return {"id": "664f1a2b3c4d5e6f7a8b9c0d", **offer}
