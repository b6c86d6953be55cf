"""Refuses addresses that are not public, after resolution: what is checked is what is connected to."""

from typing import Any

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from crawler.addresses import refused


@implementer(IHostnameResolver)
class PublicResolver:
    """Passes on only the addresses a source may lead to; remembers the host names it had to refuse."""

    def __init__(self, resolver: Any) -> None:
        self.resolver = resolver
        self.allowed: tuple[str, ...] = ()
        self.allow_private = False
        self.refusals: dict[str, str] = {}  # host name → address

    def resolveHostName(self, receiver: Any, host: str, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        """See ``IHostnameResolver``."""
        return self.resolver.resolveHostName(_Filter(receiver, host, self), host, *args, **kwargs)


@implementer(IResolutionReceiver)
class _Filter:
    def __init__(self, receiver: Any, host: str, resolver: PublicResolver) -> None:
        self.receiver = receiver
        self.host = host
        self.resolver = resolver

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if not self.resolver.allow_private and refused(address.host, self.resolver.allowed):
            self.resolver.refusals[self.host] = address.host
        else:
            self.receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.receiver.resolutionComplete()
