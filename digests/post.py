"""What is due is prepared, kept, and sent: a mail is frozen before it leaves, and never leaves twice unknowingly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from digests import mail, slots
from digests.digest import Digest, build
from digests.errata import recall
from digests.errors import SendError, UncertainError
from digests.lines import Words
from digests.send import sender
from digests.timeline import Rules
from digests.types import MailSettings, Subscriber
from store.errors import ArchiveError
from store.mailbox import Mailbox, beside
from store.queries import Queries
from store.types import Delivery, DeliveryState

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TRIES = 30  # over a day: a server that is away for a night is none that is gone
_SLOWEST = timedelta(hours=1)  # between two tries


@dataclass(frozen=True, slots=True)
class Office:
    """All that digests are made with, from the topic."""

    archive: str  # URL
    subscribers: tuple[Subscriber, ...]
    mail: MailSettings
    rules: Rules
    names: dict[str, str]  # actor id → name
    title: str
    language: str  # of subscribers that ask for none


def _can_arrive(delivery: Delivery) -> bool:
    """Whether a mail was sent, or will be: what nobody read needs no erratum."""
    return delivery.state != DeliveryState.FAILED or delivery.attempts < _TRIES


def _rests(delivery: Delivery, now: datetime) -> bool:
    """Whether a mail that did not arrive was tried too short a time ago: 2, 4, 8 … minutes, then an hour."""
    tried = delivery.state in (DeliveryState.FAILED, DeliveryState.UNKNOWN) and delivery.attempts
    pause = min(_SLOWEST, timedelta(minutes=2 ** min(delivery.attempts, _TRIES)))
    return bool(tried) and now < delivery.updated_at + pause


class Post:
    """Prepares and sends the digests of one archive."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def deliver(self, now: datetime, everything: bool = False) -> int:
        """Prepare what is due at ``now`` and send what waits; how many mails left.

        What failed is tried again later and later; ``everything``: at once, since a person asks.
        """
        with Mailbox(beside(self.office.archive)) as mailbox:
            self._settle(mailbox)
            for subscriber in self.office.subscribers:
                self._prepare(mailbox, subscriber, now)
            waiting = [delivery for delivery in mailbox.waiting() if everything or not _rests(delivery, now)]
            return sum(self._send(mailbox, delivery, now) for delivery in waiting)

    def last_moment(self) -> datetime | None:
        """The end of what any mail tells; None before the first, and for a broken mailbox: ``deliver`` tells of it."""
        try:
            with Mailbox(beside(self.office.archive)) as mailbox:
                return mailbox.last_moment()
        except ArchiveError:
            return None

    def digest(self, subscriber: Subscriber, since: datetime, at: datetime, sent: Sequence[Delivery] = ()) -> Digest:
        """The digest of what became known to the archive in (since, at]."""
        queries = Queries(self.office.archive)
        try:
            before, after = queries.known(since, since), queries.known(at, since)
        finally:
            queries.close()
        words = Words(subscriber.language or self.office.language, self.office.names)
        facts = [recall(kept, text, d.slot) for d in sent if _can_arrive(d) for kept, text in d.facts]
        return build(before, after, self.office.rules, words, self.office.title, facts)

    def _settle(self, mailbox: Mailbox) -> None:
        """What a crash left in ``sending`` may have arrived or not."""
        for delivery in mailbox.waiting():
            if delivery.state == DeliveryState.SENDING:
                tried = delivery.updated_at
                mailbox.mark_state(delivery.id, DeliveryState.UNKNOWN, tried, "interrupted while sending")

    def _prepare(self, mailbox: Mailbox, subscriber: Subscriber, now: datetime) -> None:
        """Freeze the mail of the newest slot; slots missed before it are merged into it."""
        slot = slots.last_slot(subscriber, now, self.office.rules.zone)
        earlier = mailbox.of(subscriber.name)
        if slot is None or (earlier and earlier[-1].slot >= slot):
            return
        told = [delivery for delivery in earlier if _can_arrive(delivery)]
        since = told[-1].until if told else _BEGINNING  # what was given up is told again
        digest = self.digest(subscriber, since, now, earlier)
        state = DeliveryState.SKIPPED if digest.empty and subscriber.empty == "skip" else DeliveryState.PENDING
        found = mail.message(digest, subscriber, self.office.mail, slot)
        mailbox.put(
            Delivery(
                id=0,
                subscriber=subscriber.name,
                slot=slot,
                since=since,
                until=now,
                state=state,
                message_id=str(found["Message-ID"]),
                message=found.as_bytes(),
                attempts=0,
                error="",
                updated_at=now,
                facts=digest.facts,
            )
        )

    def _send(self, mailbox: Mailbox, delivery: Delivery, now: datetime) -> bool:
        """Send one frozen mail; its state is on disk before the connection is made, and after it answered."""
        subscriber = next((s for s in self.office.subscribers if s.name == delivery.subscriber), None)
        held = delivery.state == DeliveryState.UNKNOWN and self.office.mail.unknown == "hold"
        if subscriber is None or held or delivery.attempts >= _TRIES:
            return False
        mailbox.mark_state(delivery.id, DeliveryState.SENDING, now)
        day = delivery.slot.astimezone(self.office.rules.zone).date()
        try:
            sender(self.office.mail)(delivery.message, subscriber.email, f"{day}-{subscriber.name}")
        except SendError as error:
            uncertain = isinstance(error, UncertainError)
            state = DeliveryState.UNKNOWN if uncertain else DeliveryState.FAILED
            mailbox.mark_state(delivery.id, state, now, str(error))
            return False
        mailbox.mark_state(delivery.id, DeliveryState.SENT, now)
        return True
