"""Contracts and rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ._offerlint import contracts as known_contracts
from ._offerlint import rules as known_rules
from ._offerlint import schema as read_schema
from ._offerlint import unknown_rule


@dataclass(frozen=True)
class Contract:
    """The documented form of one JSON document. Functions take its name, or the contract itself."""

    name: str
    """The name, such as "tracklysms/create-offer"."""
    provider: str
    """The part of the name before the slash."""
    role: Literal["request", "response", "query"]
    """The role of the document in an HTTP call: request, response or query."""
    method: str
    """The HTTP method of the endpoint."""
    path: str
    """The path of the endpoint, parameters in braces."""
    summary: str
    """The content in a few words."""
    example: str
    """A full payload without findings, as JSON text."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Example:
    """A payload that shows what a rule reports, or accepts."""

    text: str
    """The payload, or the members of it that matter."""
    request: str | None
    """The request line that supplies path parameters and query, if the rule needs one."""
    now: str | None
    """The clock in RFC 3339, if the rule needs one."""


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation."""

    name: str
    """The name: stable."""
    severity: Literal["error", "warning", "info"]
    """The severity unless settings say otherwise."""
    is_on: bool
    """Whether the rule is on without being selected."""
    evidence: str
    """The evidence for the rule."""
    http_status: int | None
    """The HTTP status that the API documents for the mistake."""
    api_code: str | None
    """The error code that the API documents for the mistake."""
    fix: Literal["none", "safe", "unsafe", "safe or unsafe"]
    """Which fixes it offers."""
    summary: str
    """One line."""
    explanation: str
    """What it reports and why, in Markdown."""
    bad: Example
    """A payload that it reports."""
    good: Example
    """A payload that it accepts."""

    def __str__(self) -> str:
        return self.name


@cache
def contracts() -> tuple[Contract, ...]:
    """Every contract, in the order of the documentation.

    >>> import offerlint
    >>> offerlint.contracts()[0].name
    'tracklysms/create-offer'
    """
    return tuple(Contract(**known) for known in known_contracts())


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the documentation.

    >>> import offerlint
    >>> "cap-order" in {rule.name for rule in offerlint.rules()}
    True
    """
    return tuple(map(_rule, known_rules()))


def _rule(known: dict[str, Any]) -> Rule:
    bad, good = Example(**known.pop("bad")), Example(**known.pop("good"))
    return Rule(bad=bad, good=good, **known)


def rule(name: str) -> Rule:
    """The rule with this name; ValueError if there is none.

    >>> import offerlint
    >>> offerlint.rule("cap-order").severity
    'error'
    >>> offerlint.rule("cap-oder")
    Traceback (most recent call last):
    ValueError: unknown rule `cap-oder`; did you mean `cap-order`?
    """
    for known in rules():
        if known.name == name:
            return known
    raise ValueError(unknown_rule(name))


def schema(contract: str | Contract) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a contract: every error that a schema can express.

    >>> import offerlint
    >>> offerlint.schema("tracklysms/create-offer")["required"]
    ['name', 'tracking_url']
    """
    return read_schema(contract)
