"""The shipped questionnaire as plain tuples, made when the wheel is built, so that a start need not parse YAML.

The packed copy holds the bytes of the questions.yaml it was made from and the shape of the model. It is used only
while the file beside it holds exactly these bytes and the program's model has that shape, so an edited or exchanged
file is always read itself. Comparing bytes is faster than loading a hash function, and nothing is written at run time.
Without it a scripted run of an installed wheel takes 1.85 times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from netcheck.questionnaire import model, questions, records

_KINDS: tuple[Any, ...] = tuple(
    kind
    for module in (records, questions, model)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__ and hasattr(kind, "__match_args__")
)
SHAPE = tuple((kind.__name__, *kind.__match_args__) for kind in _KINDS)
"""The records of the model and their fields."""

_SET, _MAPPING = len(_KINDS), len(_KINDS) + 1


def pack(value: Any) -> Any:
    """``value`` as texts, numbers and tuples: a record becomes the number of its kind and its fields."""
    if type(value) in _KINDS:
        return (_KINDS.index(type(value)), *(pack(getattr(value, name)) for name in value.__match_args__))
    if isinstance(value, frozenset):
        return (_SET, *sorted(value))
    if isinstance(value, Mapping):
        return (_MAPPING, tuple(value), pack(tuple(value.values())))
    # A record of a kind that is not known here is a tuple too, and would come back without its names.
    if type(value) is tuple:
        return tuple(map(pack, value))
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"{type(value).__name__} is no part of a questionnaire.")


def unpack(packed: Any) -> Any:
    """What ``pack`` made this from. Parts that are one object in ``packed`` are one object again."""
    return _unpack(packed, {})


def from_json(packed: Any) -> Any:
    """What ``pack`` made this from, after its tuples went through JSON, which is read faster than a module is compiled."""
    return unpack(_tuples(packed))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if type(value) is list else value


def _unpack(packed: Any, known: dict[int, Any]) -> Any:
    if type(packed) is not tuple or not packed or type(packed[0]) is str:
        return packed
    if (same := known.get(id(packed))) is not None:
        return same
    kind = packed[0]
    if type(kind) is not int:
        made: Any = tuple([_unpack(part, known) for part in packed])
    elif kind == _SET:
        made = frozenset(packed[1:])
    elif kind == _MAPPING:
        made = dict(zip(packed[1], _unpack(packed[2], known), strict=True))
    else:
        made = _KINDS[kind](*[part if type(part) is not tuple else _unpack(part, known) for part in packed[1:]])
    known[id(packed)] = made
    return made


def module_text(source: bytes, questionnaire: model.Questionnaire) -> str:
    """The text of the module ``netcheck.packed_questions``: the packed questionnaire and what it was made from."""
    return (
        '"""Made from questions.yaml when the package was built. Once that file is edited, this is not used."""\n\n'
        f"SOURCE = {source!r}\nSHAPE = {SHAPE!r}\nQUESTIONNAIRE = {pack(questionnaire)!r}\n"
    )


def packed_questionnaire(source: bytes) -> model.Questionnaire | None:
    """The questionnaire packed from exactly these bytes, or None when this installation has none."""
    try:
        made = import_module("netcheck.packed_questions")
    except ModuleNotFoundError:
        return None
    questionnaire: model.Questionnaire | None = None
    if source == made.SOURCE and made.SHAPE == SHAPE:
        questionnaire = unpack(made.QUESTIONNAIRE)
    return questionnaire
