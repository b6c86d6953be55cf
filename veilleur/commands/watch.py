"""``veilleur watch``."""

from veilleur.parts import monitor
from veilleur.shell import Context, shell


def watch(context: Context) -> None:
    """Run cycles and send digests at their times, until SIGTERM."""
    from scheduler import Clock

    here = shell(context)
    with monitor(here) as running:
        Clock(running, here.clock).run()
