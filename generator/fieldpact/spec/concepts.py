"""The concepts of a spec: which class reads the mapping at a place, found by walking the classes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from fieldpact.spec.base import SpecModel
from fieldpact.spec.document import Spec


def concept_at(path: tuple[str | int, ...]) -> type[SpecModel]:
    """The class that reads the mapping at `path`; `SpecModel` itself where an author's own names stand."""
    here: list[Any] = [Spec]
    for step in path:
        here = [inner for annotation in here for inner in _inside(annotation, step)]
    return next((found for found in here if _is_concept(found)), SpecModel)


def keys_of_concept(concept: type[SpecModel]) -> frozenset[str]:
    """The keys that it takes, as they are written."""
    return frozenset(field.alias or name for name, field in concept.model_fields.items())


def all_concepts() -> tuple[type[SpecModel], ...]:
    """Every class of the language in the order a spec is read: each before what stands in it, the whole spec first."""
    found: dict[type[SpecModel], None] = {}

    def gather(annotation: Any) -> None:
        for part in _parts(annotation):
            if get_origin(part) in (dict, list):
                gather(get_args(part)[-1])
            elif _is_concept(part) and part not in found:
                found[part] = None
                for hint in _hints(part).values():
                    gather(hint)

    gather(Spec)
    return tuple(found)


def _inside(annotation: Any, step: str | int) -> list[Any]:
    """What may stand under a key, or at a place of a list, of what the annotation says."""
    if _is_concept(annotation):
        return [part for name, hint in _hints(annotation).items() if name == step for part in _parts(hint)]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict and isinstance(step, str):
        return list(_parts(arguments[1]))
    if origin is list and isinstance(step, int):
        return list(_parts(arguments[0]))
    return []


def _hints(concept: type[SpecModel]) -> dict[str, Any]:
    """By key as it is written."""
    return {
        (concept.model_fields[name].alias or name): hint
        for name, hint in get_type_hints(concept, include_extras=True).items()
        if name in concept.model_fields
    }


def _parts(annotation: Any) -> Iterator[Any]:
    """The annotation without what only wraps it, one for each branch of a union."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _parts(arguments[0])
    elif origin is Union or type(annotation).__name__ == "UnionType":
        for argument in arguments:
            yield from _parts(argument)
    else:
        yield annotation


def _is_concept(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, SpecModel)
