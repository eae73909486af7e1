"""Writes `offerlint.types` from the library's field tables: names, descriptions, presence and documented
nulls come from the tables, JSON types from the contract's schema.

usage: python generate_types.py    (with offerlint installed; tests/test_types.py fails when files differ)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import offerlint
from offerlint import _offerlint

FOLDER = Path(__file__).parent / "python/offerlint/types"
TYPES = {
    "string": "str",
    "number": "int | float",
    "integer": "int",
    "boolean": "bool",
    "object": "dict[str, object]",
    "array": "list[object]",
}
HEAD = '''"""{title}

Generated from the field tables by generate_types.py.
"""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = [{names}]
'''


def camel(name: str) -> str:
    """`create-offer` and `offerEvents` as names of classes."""
    words = name.replace("-", " ").replace("_", " ").split()
    return "".join(word[0].upper() + word[1:] for word in words)


class Module:
    """The classes of one provider."""

    def __init__(self) -> None:
        self.classes: list[str] = []
        self.names: list[str] = []

    def object(self, name: str, doc: str, fields: list[dict[str, Any]], schema: dict[str, Any]) -> str:
        """Adds the class of an object, after those of the objects in it. Required members are in a base
        class: `NotRequired` needs Python 3.11."""
        groups: dict[bool, list[str]] = {True: [], False: []}
        for field in fields:
            part = schema.get("properties", {}).get(field["name"], {})
            hint = self.hint(name + camel(field["name"]), field, part)
            lines = [f"    {field['name']}: {hint}", f'    """{sentence(field)}"""']
            groups[field["required"] in ("always", "in responses")] += lines
        required, optional = groups[True], groups[False]
        if required and optional:
            self.add(f"_{name}Required", "TypedDict", f"The required members of `{name}`.", required)
            self.add(name, f"_{name}Required, total=False", doc, optional)
        else:
            self.add(name, "TypedDict" if required else "TypedDict, total=False", doc, required or optional)
        return name

    def add(self, name: str, bases: str, doc: str, members: list[str]) -> None:
        if not name.startswith("_"):
            self.names.append(name)
        text = [f"class {name}({bases}):", f'    """{doc}"""']
        self.classes.append("\n".join([*text, *([""] if members else []), *members]))

    def hint(self, name: str, field: dict[str, Any], schema: dict[str, Any]) -> str:
        hints = self.hints(name, field, schema)
        if field["nullable"]:
            hints.append("None")
        return " | ".join(hints)

    def hints(self, name: str, field: dict[str, Any], schema: dict[str, Any]) -> list[str]:
        if "enum" in schema:
            values = [repr(value).replace("'", '"') for value in schema["enum"] if value is not None]
            return [f"Literal[{', '.join(values)}]"]
        if "anyOf" in schema:
            found = [hint for part in schema["anyOf"] for hint in self.hints(name, field, part)]
            return list(dict.fromkeys(found))
        kinds = schema.get("type", "object")
        hints = []
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            if kind == "null":
                continue
            if kind == "array":
                items = schema.get("items", {})
                hints.append(f"list[{' | '.join(self.hints(name, field, items))}]")
            elif kind == "object" and "properties" in schema:
                doc = f"{schema.get('title', name)[0].upper()}{schema.get('title', name)[1:]}."
                hints.append(self.object(name, doc, field["fields"], schema))
            elif kind == "object" and isinstance(schema.get("additionalProperties"), dict):
                inner = self.hints(name, field, schema["additionalProperties"])
                hints.append(f"dict[str, {' | '.join(inner)}]")
            else:
                hints.append(TYPES[kind])
        return hints


def sentence(field: dict[str, Any]) -> str:
    text: str = field["description"]
    if isinstance(field["required"], list):
        text += " Required if: " + "; ".join(field["required"]) + "."
    return text.replace("\\", "\\\\").replace('"', '\\"')


def forms(schema: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """The schema of the flat form, and the member that the wrapped form has."""
    wrapper = None
    while "else" in schema:
        wrapped = schema.get("then")
        if wrapped:
            (wrapper,) = schema["if"]["required"]
        schema = schema["else"]
    return schema, wrapper


def modules() -> dict[str, str]:
    """The texts of all modules by file name."""
    found: dict[str, Module] = {}
    for contract in offerlint.contracts():
        module = found.setdefault(contract.provider, Module())
        name = camel(contract.name.split("/")[1])
        flat, wrapper = forms(offerlint.schema(contract))
        doc = f"`{contract.name}`: {contract.summary}."
        module.object(name, doc, _offerlint.fields(contract), flat)
        if wrapper:
            doc = f"The same in the member `{wrapper}`."
            module.add(f"{name}Wrapped", "TypedDict", doc, [f"    {wrapper}: {name}"])
    texts = {}
    for provider, module in found.items():
        title = f"Payloads of {provider} as TypedDicts."
        names = "".join(f'\n    "{name}",' for name in sorted(module.names)) + "\n"
        head = HEAD.format(title=title, names=names)
        texts[f"{provider}.py"] = "\n\n".join([head, *(f"{text}\n" for text in module.classes)])
    imports = ", ".join(sorted(found))
    names = ", ".join(f'"{name}"' for name in sorted(found))
    texts["__init__.py"] = (
        '"""All payloads as TypedDicts, a module a provider.\n\n'
        ">>> from offerlint.types.tracklysms import CreateOffer\n"
        '>>> offer: CreateOffer = {"name": "A", "tracking_url": "https://track.example.com/c"}\n\n'
        'Generated from the field tables by generate_types.py.\n"""\n\n'
        f"from . import {imports}\n\n__all__ = [{names}]\n"
    )
    return texts


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in modules().items():
        (FOLDER / name).write_text(text)


if __name__ == "__main__":
    main()
