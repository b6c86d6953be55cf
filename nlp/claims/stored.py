"""Weights in their files: half precision, what is learned of words in bytes with a scale a column."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from nlp.claims.words import Floats
from nlp.errors import ModelError

Arrays = Mapping[str, NDArray[Any]]
T = TypeVar("T")


def read(path: Path, what: str, made: Callable[[Arrays], T]) -> T:
    """What is ``made`` of the arrays of ``path``, weights of ``what``. Raises ModelError when they cannot be read."""
    try:
        with np.load(path) as file:
            return made(dict(file))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{path}: the weights of the {what} cannot be read; reinstall veilleur") from error


def and_none(rows: Floats) -> Floats:
    """``rows``, each of one name, and zeros after them for a name that is not there."""
    return np.concatenate([rows, np.zeros_like(rows[:1])])


def packed(weights: Mapping[str, Any], halves: Sequence[str], words: str, prefix: str = "") -> dict[str, Any]:
    """The arrays of one network: its ``halves``, its ``words`` and their vocabulary, under names with ``prefix``."""
    scale = np.abs(weights[words]).max(0) / 127 + 1e-9
    found = {key: weights[key].astype(np.float16) for key in halves}
    found |= {words: np.round(weights[words] / scale).astype(np.int8), "scale": scale.astype(np.float32)}
    found["vocabulary"] = np.array("\n".join(weights["vocabulary"]))
    return {f"{prefix}{key}": value for key, value in found.items()}


def unpacked(arrays: Arrays, halves: Sequence[str], words: str, prefix: str = "") -> dict[str, Any]:
    """The inverse, in single precision. Raises KeyError for what is not there."""
    found: dict[str, Any] = {key: arrays[f"{prefix}{key}"].astype(np.float32) for key in halves}
    found[words] = arrays[f"{prefix}{words}"].astype(np.float32) * arrays[f"{prefix}scale"]
    names = str(arrays[f"{prefix}vocabulary"]).split("\n")
    return found | {"vocabulary": {name: at for at, name in enumerate(names)}}
