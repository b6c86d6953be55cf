"""What the training of all networks shares: Adam with decoupled weight decay (Loshchilov & Hutter 2019), dropout."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.claims.words import Floats, Ints

Weights = dict[str, Floats]
_RISE = 0.05  # share of the steps in which a rate rises


class Adam:
    """Changes ``weights`` in place; biases do not decay."""

    def __init__(self, weights: Weights, decay: float) -> None:
        self._weights, self._decay, self._steps = weights, decay, 0
        self._moments = {key: (np.zeros_like(w), np.zeros_like(w)) for key, w in weights.items()}

    def step(self, slopes: Weights, rate: float) -> None:
        """One step down ``slopes``."""
        self._steps += 1
        for key, weight in self._weights.items():
            first, second = self._moments[key]
            first += 0.1 * (slopes[key] - first)
            second += 0.001 * (slopes[key] ** 2 - second)
            move = first / (1 - 0.9**self._steps) / (np.sqrt(second / (1 - 0.999**self._steps)) + 1e-8)
            share = 0.0 if key.endswith("bias") else self._decay
            np.subtract(weight, rate * (move + share * weight), out=weight, casting="same_kind")


def turns(count: int, epochs: int, size: int, draw: np.random.Generator) -> Iterator[tuple[Ints, float, float]]:
    """(up to ``size`` of ``count`` numbers, how far a rate has risen, how much of it is left), for all epochs.

    All numbers come once an epoch, in a new order; both shares are of the highest rate.
    """
    steps = epochs * -(-count // size)
    orders = (draw.permutation(count) for _ in range(epochs))
    parts = (order[at : at + size] for order in orders for at in range(0, count, size))
    return ((part, min(1, step / (_RISE * steps)), 1 - step / (steps + 1)) for step, part in enumerate(parts, 1))


def kept(values: NDArray[Any], drop: float, draw: np.random.Generator) -> Floats:
    """Of each value 0, or what makes up for those dropped."""
    chosen = np.frombuffer(draw.bytes(values.size), np.uint8).reshape(values.shape) >= round(256 * drop)
    return chosen * np.float32(1 / (1 - drop))


def normal(draw: np.random.Generator, rows: int, columns: int, scale: float) -> Floats:
    """Weights to begin with."""
    return draw.normal(0, scale, (rows, columns)).astype(np.float32)


def numbered(names: Iterable[set[str]], least: int) -> dict[str, int]:
    """The names that are in at least ``least`` of some sets, each with its row."""
    counts = Counter(name for some in names for name in some)
    return {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
