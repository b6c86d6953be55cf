"""Products of matrices in one thread: more cost up to 40 times the work of matrices as small as a text's."""

from contextlib import AbstractContextManager
from functools import lru_cache

from threadpoolctl import ThreadpoolController


def single() -> AbstractContextManager[object]:
    """Numpy's library works in one thread inside."""
    context: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return context


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
