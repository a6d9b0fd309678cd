"""JSON Schemas for kubeconform: Kubernetes' own from its source, others from their CRDs.

Kubernetes ships one OpenAPI document in which types refer to each other; kubeconform, without a
network, wants a file per kind with everything in it. Unknown fields are refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
REF = "#/definitions/"


def write_core(openapi: Path, folder: Path) -> None:
    """Kubernetes' own kinds, from its `api/openapi-spec/swagger.json`."""
    definitions = json.loads(openapi.read_text())["definitions"]
    for definition in definitions.values():
        for kind in definition.get("x-kubernetes-group-version-kind", ()):
            _write(folder, kind["kind"], kind["group"], kind["version"], definition, definitions)


def write_custom(crds: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """The kinds that CustomResourceDefinitions define."""
    for crd in crds:
        spec = crd["spec"]
        for version in spec["versions"]:
            schema = version["schema"]["openAPIV3Schema"]
            schema["properties"]["metadata"] = {"type": "object"}
            _write(folder, spec["names"]["kind"], spec["group"], version["name"], schema, {})


def _write(
    folder: Path, kind: str, group: str, version: str, schema: Json, definitions: Json
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    of = "-".join(part for part in (group.partition(".")[0], version) if part)
    whole = _whole(schema, definitions, frozenset())
    (folder / f"{kind.lower()}-{of.lower()}.json").write_text(json.dumps(whole))


def _whole(schema: Any, definitions: Json, within: frozenset[str]) -> Any:
    """A schema with what it refers to in place; in a type that contains itself, anything goes."""
    if isinstance(schema, list):
        return [_whole(part, definitions, within) for part in schema]
    if not isinstance(schema, dict):
        return schema
    ref = schema.get("$ref")
    if isinstance(ref, str):  # a property may have that name
        if ref in within:
            return {}
        return _whole(definitions[ref.removeprefix(REF)], definitions, within | {ref})
    if schema.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
        return {"type": ["integer", "string"]}
    made = {key: _whole(value, definitions, within) for key, value in schema.items()}
    open_ = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if isinstance(schema.get("properties"), dict) and not open_ and "type" in schema:
        made["additionalProperties"] = False
    return made
