from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from os import PathLike
from typing import Any, Literal, Protocol, SupportsIndex, TypeAlias, final, overload

from ._catalog import Contract

_Contract: TypeAlias = str | Contract
_Query: TypeAlias = str | Mapping[str, str] | Iterable[tuple[str, str]]
_Names: TypeAlias = str | Iterable[str]

class _BinaryFile(Protocol):
    def read(self, size: int, /) -> bytes: ...

_Lines: TypeAlias = bytes | bytearray | memoryview | str | PathLike[str] | _BinaryFile

__version__: str

__all__ = [
    "Diagnostic",
    "Edit",
    "Findings",
    "Fix",
    "FixResult",
    "Lines",
    "Linter",
    "Related",
    "Report",
    "__version__",
    "arrow_lint",
    "contracts",
    "fields",
    "fix",
    "lint",
    "lint_lines",
    "rules",
    "schema",
    "unknown_rule",
]

def lint(
    payload: Any,
    contract: _Contract,
    *,
    now: datetime | str | None = None,
    path_id: str | None = None,
    product: str | None = None,
    query: _Query | None = None,
    select: _Names | None = None,
    error: _Names | None = None,
    warn: _Names | None = None,
    off: _Names | None = None,
) -> Report:
    """Lints one payload."""

def lint_lines(
    source: _Lines,
    contract: _Contract,
    *,
    now: datetime | str | None = None,
    path_id: str | None = None,
    product: str | None = None,
    query: _Query | None = None,
    select: _Names | None = None,
    error: _Names | None = None,
    warn: _Names | None = None,
    off: _Names | None = None,
) -> Lines:
    """Lints NDJSON and yields (line, report) of the lines with findings."""

def fix(
    payload: Any,
    contract: _Contract,
    unsafe: bool = False,
    *,
    now: datetime | str | None = None,
    path_id: str | None = None,
    product: str | None = None,
    query: _Query | None = None,
    select: _Names | None = None,
    error: _Names | None = None,
    warn: _Names | None = None,
    off: _Names | None = None,
) -> FixResult:
    """Applies the fixes of a payload until none is left: the safe ones, with `unsafe=True` all of them.
    An object is written as JSON first."""

def arrow_lint(
    column: Any,
    contract: _Contract,
    *,
    now: datetime | str | None = None,
    path_id: str | None = None,
    product: str | None = None,
    query: _Query | None = None,
    select: _Names | None = None,
    error: _Names | None = None,
    warn: _Names | None = None,
    off: _Names | None = None,
) -> Findings:
    """Lints the payloads of a column. See `offerlint.arrow.lint`."""

def contracts() -> list[dict[str, Any]]:
    """Every contract as a dict."""

def fields(contract: _Contract) -> list[dict[str, Any]]:
    """The fields of a contract in the order of the API page, as dicts."""

def rules() -> list[dict[str, Any]]:
    """Every rule as a dict."""

def schema(contract: _Contract) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a contract as a dict."""

def unknown_rule(name: str) -> str:
    """The message for a rule name that does not exist, with a suggestion."""

@final
class Linter:
    """A contract with settings. It is immutable and may be shared between threads."""

    def __new__(
        cls,
        contract: _Contract,
        *,
        now: datetime | str | None = None,
        path_id: str | None = None,
        product: str | None = None,
        query: _Query | None = None,
        select: _Names | None = None,
        error: _Names | None = None,
        warn: _Names | None = None,
        off: _Names | None = None,
    ) -> Linter: ...
    @property
    def contract(self) -> str:
        """The name of the contract."""

    def lint(self, payload: Any) -> Report:
        """Lints one payload, as the function `lint` does."""

    def lint_lines(self, source: _Lines) -> Lines:
        """Lints NDJSON, as the function `lint_lines` does."""

    def fix(self, payload: Any, *, unsafe: bool = False) -> FixResult:
        """Applies fixes to a payload, as the function `fix` does."""

    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Report:
    """All findings on one payload: those on path and query parameters first, then in source order."""

    @property
    def contract(self) -> str:
        """The name of the contract."""

    @property
    def is_clean(self) -> bool:
        """Whether there are no findings at all."""

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The findings that are warnings."""

    @property
    def api_errors(self) -> list[tuple[int, str | None]]:
        """The errors that the API documents for the findings, as (HTTP status, error code), each once."""

    def raise_for_errors(self) -> None:
        """Raises `ValidationError` if any finding is an error."""

    def to_json(self) -> str:
        """The findings as a JSON array, in the form that every front end of offerlint has."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The findings as a list of dicts, in the form that every front end of offerlint has."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Diagnostic]: ...
    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice, /) -> tuple[Diagnostic, ...]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...
    @staticmethod
    def _from_json(text: str) -> Report: ...

@final
class Diagnostic:
    """One finding: the rule, the place, the message and the fix."""

    @property
    def rule(self) -> str:
        """The name of the rule."""

    @property
    def severity(self) -> Literal["error", "warning", "info"]:
        """ "error", "warning" or "info"."""

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the place; "@path/…" or "@query/…" for parameters."""

    @property
    def message(self) -> str:
        """The message: one sentence, without a full stop."""

    @property
    def help(self) -> str | None:
        """The next action, or the reason."""

    @property
    def line(self) -> int | None:
        """The line, from 1."""

    @property
    def column(self) -> int | None:
        """The column in characters, from 1."""

    @property
    def end_line(self) -> int | None:
        """The line of the end, from 1."""

    @property
    def end_column(self) -> int | None:
        """The column after the last character."""

    @property
    def start(self) -> int | None:
        """The offset of the first byte."""

    @property
    def end(self) -> int | None:
        """The offset after the last byte."""

    @property
    def api_code(self) -> str | None:
        """The error code that the API documents for the finding."""

    @property
    def http_status(self) -> int | None:
        """The HTTP status that the API documents for the finding."""

    @property
    def related(self) -> tuple[Related, ...]:
        """Other places that the finding refers to."""

    @property
    def fix(self) -> Fix | None:
        """The fix, if there is one."""

    def to_dict(self) -> dict[str, Any]:
        """The finding as a dict, in the form that every front end of offerlint has."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...
    @staticmethod
    def _from_json(text: str) -> Diagnostic: ...

@final
class Related:
    """Another place that a finding refers to."""

    @property
    def pointer(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def column(self) -> int | None: ...
    @property
    def end_line(self) -> int | None: ...
    @property
    def end_column(self) -> int | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @staticmethod
    def _from_parts(
        pointer: str,
        message: str,
        start: tuple[int | None, int | None, int | None],
        end: tuple[int | None, int | None, int | None],
    ) -> Related: ...

@final
class Fix:
    """The fix of a finding: what it does, whether it is safe, and its edits."""

    @property
    def message(self) -> str:
        """What the fix does, such as "rename to `tracking_url`"."""

    @property
    def applicability(self) -> Literal["safe", "unsafe"]:
        """ "safe" if the payload means the same afterwards, else "unsafe"."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in source order, not overlapping."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @staticmethod
    def _from_json(text: str) -> Fix: ...

@final
class Edit:
    """A replacement of bytes."""

    @property
    def start(self) -> int:
        """The offset of the first byte that is replaced."""

    @property
    def end(self) -> int:
        """The offset after the last byte that is replaced."""

    @property
    def replacement(self) -> str:
        """The new text."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @staticmethod
    def _from_parts(start: int, end: int, replacement: str) -> Edit: ...

@final
class FixResult:
    """A payload after its fixes."""

    @property
    def payload(self) -> bytes:
        """The payload with the fixes."""

    @property
    def applied(self) -> Report:
        """The findings whose fixes were applied, in the order of application. Their places are those at
        that time."""

    @property
    def remaining(self) -> Report:
        """The findings on the fixed payload."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    @staticmethod
    def _from_parts(payload: bytes, applied: Report, remaining: Report) -> FixResult: ...

@final
class Lines:
    """The reports of the lines that have findings, as (line from 1, report)."""

    def __iter__(self) -> Lines: ...
    def __next__(self) -> tuple[int, Report]: ...

@final
class Findings:
    """The findings on a column, as an Arrow table: `pyarrow.table(findings)` and
    `polars.DataFrame(findings)` take it without copying."""

    @property
    def rows(self) -> int:
        """The rows of the column that was linted."""

    @property
    def nulls(self) -> int:
        """The rows that are null; they are not linted."""

    @property
    def rows_with_findings(self) -> int:
        """The rows that have findings."""

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""

    def to_pyarrow(self) -> Any:
        """The findings as a pyarrow.Table."""

    def to_polars(self) -> Any:
        """The findings as a polars.DataFrame."""

    def to_pandas(self) -> Any:
        """The findings as a pandas.DataFrame; needs pyarrow, too."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
