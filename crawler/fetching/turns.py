"""Whose body is read next. One is read at a time: each may take 15 s of the sandbox, and all the memory there is."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic


class Turns:
    """The turn goes to the source that has taken least time so far: what is slow to read keeps only its own waiting."""

    def __init__(self) -> None:
        self._spent: Counter[str] = Counter()  # milliseconds
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._taken = False

    @asynccontextmanager
    async def of(self, source: str) -> AsyncIterator[None]:
        """Wait for the turn of ``source``, and hold it."""
        await self._wait(source)
        begun = monotonic()
        try:
            yield
        finally:
            self._spent[source] += int(1000 * (monotonic() - begun))
            self._pass_on()

    async def _wait(self, source: str) -> None:
        if self._taken:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append((source, turn))
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():  # it came too late
                    self._pass_on()
                raise
        self._taken = True

    def _pass_on(self) -> None:
        self._waiting = [(source, turn) for source, turn in self._waiting if not turn.done()]
        self._taken = bool(self._waiting)
        if self._waiting:
            following = min(self._waiting, key=lambda one: self._spent[one[0]])
            self._waiting.remove(following)
            following[1].set_result(None)
