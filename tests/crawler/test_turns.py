"""Bodies are read one at a time, and a source that is slow to read keeps only itself waiting."""

import asyncio
from contextlib import suppress

import pytest

from crawler.fetching import turns
from crawler.fetching.turns import Turns


class Desk:
    """Reads bodies; a body takes as many seconds as it says, on a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.order, self.turns = 0.0, "", Turns()
        monkeypatch.setattr(turns, "monotonic", lambda: self.now)

    async def read(self, source: str, seconds: float) -> None:
        """Wait for the turn and take it."""
        async with self.turns.of(source):
            self.order += source
            await asyncio.sleep(0)
            self.now += seconds

    def all(self, *bodies: tuple[str, float]) -> str:
        """Read them as they came; the sources in the order in which they were read."""

        async def together() -> None:
            await asyncio.gather(*(self.read(*body) for body in bodies))

        asyncio.run(together())
        return self.order


def test_who_took_least_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, good, other = ("s", 15.0), ("g", 0.2), ("o", 0.3)
    assert Desk(monkeypatch).all(slow, slow, slow, good, good, other, other) == "sgogoss"


def test_one_source_is_read_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Desk(monkeypatch).all(*[(name, 0.0) for name in "abcabc"]) == "abcabc"


def test_who_gives_up_waiting_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def scene() -> None:
        waiting = [asyncio.ensure_future(desk.read(name, 1.0)) for name in "abcd"]
        await asyncio.sleep(0)
        waiting[1].cancel()
        for one in waiting:
            with suppress(asyncio.CancelledError):
                await one

    asyncio.run(scene())
    assert desk.order == "acd"


def test_a_turn_that_ended_in_an_error_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(monkeypatch)

    async def scene() -> None:
        with suppress(ValueError):
            async with desk.turns.of("a"):
                raise ValueError
        await desk.read("b", 1.0)

    asyncio.run(scene())
    assert desk.order == "b"
