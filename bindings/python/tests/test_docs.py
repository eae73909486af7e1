"""The examples in doc strings and in the README run, and the stubs are true."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import offerlint
from conformance import REPOSITORY
from offerlint import _offerlint

PACKAGE = Path(offerlint.__file__).parent
README = REPOSITORY / "bindings/python/README.md"


def documented(module: ModuleType) -> Iterator[tuple[str, Any]]:
    yield module.__name__, module
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", "").startswith(("offerlint", "_offerlint")):
            yield f"{module.__name__}.{name}", value
            if isinstance(value, type):
                yield from ((f"{name}.{member}", what) for member, what in vars(value).items())


MODULES: list[ModuleType] = [offerlint, offerlint.arrow, offerlint.spark, offerlint.testing, offerlint.types]
DOCUMENTED = {name: value for module in MODULES for name, value in documented(module)}


def test_examples_run() -> None:
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    tried = 0
    for name, value in DOCUMENTED.items():
        doc = getattr(value, "__doc__", None)
        if isinstance(doc, str):
            test = parser.get_doctest(doc, {}, name, None, None)
            tried += len(test.examples)
            runner.run(test)
    assert runner.failures == 0
    assert tried > 25


def test_everything_public_has_a_doc_string() -> None:
    for name, value in DOCUMENTED.items():
        if name in offerlint.__all__ or isinstance(value, type) or callable(value):
            if not name.rsplit(".", 1)[-1].startswith("_"):
                assert getattr(value, "__doc__", None), name


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def test_the_readme_runs() -> None:
    (code,) = blocks(README, "python")
    *lines, last = code.strip().split("\n")
    exec("\n".join(lines), {})
    assert last.startswith("report.raise_for_errors()")
    with pytest.raises(offerlint.ValidationError):
        exec(code, {})


def test_the_readme_of_the_repository_runs() -> None:
    (code,) = blocks(REPOSITORY / "README.md", "python")
    exec(code, {})


def first_sentence(doc: str) -> str:
    return " ".join(doc.split("\n\n")[0].split())


def test_doc_strings_of_the_stubs_are_those_of_the_module() -> None:
    tree = ast.parse((PACKAGE / "_offerlint.pyi").read_text("utf-8"))
    seen = 0

    def check(owner: Any, body: list[ast.stmt]) -> None:
        nonlocal seen
        for node in body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
                stub = ast.get_docstring(node)
                value = vars(owner)[node.name] if isinstance(owner, type) else getattr(owner, node.name)
                if stub:
                    seen += 1
                    assert first_sentence(value.__doc__).startswith(first_sentence(stub).rstrip(".")), node.name
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    check(value, node.body)

    check(_offerlint, [node for node in tree.body if getattr(node, "name", "") != "_BinaryFile"])
    assert seen > 50


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=README.parent, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_stubs_match_the_module() -> None:
    pytest.importorskip("mypy")
    run("mypy.stubtest", "offerlint._offerlint")


def test_mypy_strict() -> None:
    pytest.importorskip("mypy")
    run("mypy", "-p", "offerlint")
    run("mypy", "tests", "examples", "generate_types.py")


def test_pyright() -> None:
    pytest.importorskip("pyright")
    run("pyright", "--pythonpath", sys.executable)
