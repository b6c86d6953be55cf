"""Status, date, speaker, procedure and roles of the claims whose type is found, with what is taken for what.

    python -m benchmarks.claim_parts                      figures
    python -m benchmarks.claim_parts --mistakes status    and the mistakes of one part, grouped, on what may be read

The training files give their first four fifths to tuning and keep their last fifth for figures; of the decision
sentences and the shared texts only the dev halves are read here.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.claim_scores import Found, dated, score, voice
from benchmarks.evaluate_claims import BLIND, DECISIONS, flat, readings
from nlp.reader import Reader
from nlp.types import Claim, Reading
from tests.gold import by_offsets
from tests.gold.entries import dev, entries
from tests.gold.marked import Gold, MarkedClaim
from tests.gold.marked import load as gold_texts
from veilleur.topic import loads, preset

ROOT = Path(__file__).parents[1]
TRAINING = ROOT / "tests" / "gold" / "training"
SHARED = ROOT.parent / "shared" / "data" / "hdh_dev.jsonl"
UNSEEN = 0.2  # of each training file, its end
NOTHING = "-"


@dataclass(frozen=True)
class Pair:
    """A claim of the gold with the one found for it."""

    gold: Gold
    wanted: MarkedClaim
    found: Found
    claim: Claim


def parts() -> dict[str, Callable[[Pair], tuple[bool, str, str]]]:
    """By name: (right, what the gold says, what was found)."""
    return {"status": _status, "when": _when, "speaker": _speaker, "procedure": _procedure, "roles": _roles}


def _status(pair: Pair) -> tuple[bool, str, str]:
    return pair.found.status in pair.wanted.status.split("|"), pair.wanted.status.split("|")[0], pair.found.status


def _when(pair: Pair) -> tuple[bool, str, str]:
    wanted, found = pair.wanted.when.split("|")[0], pair.found.when
    kind = "other" if wanted and found else "date" if found else NOTHING
    return dated(pair.wanted, pair.found), "date" if wanted else NOTHING, kind


def _speaker(pair: Pair) -> tuple[bool, str, str]:
    told = voice(pair.wanted, pair.found)
    return told == "right", pair.wanted.speaker.split("|")[0] or NOTHING, pair.found.speaker or NOTHING


def _procedure(pair: Pair) -> tuple[bool, str, str]:
    wanted = pair.wanted.procedure.split("|")
    return pair.found.procedure in wanted, wanted[0] or NOTHING, pair.found.procedure or NOTHING


def _roles(pair: Pair) -> tuple[bool, str, str]:
    """The actors that the gold gives, each in its role; more than it gives is no mistake, but for suppliers."""
    found = {(role.role, role.id) for role in pair.claim.actors}
    wanted = {(role, frozenset(ids.split("|"))) for role, ids in pair.wanted.actors}
    missing = {(role, "|".join(sorted(ids))) for role, ids in wanted if not _has(found, role, ids)}
    named = {actor for role, ids in wanted if role == "supplier" for actor in ids}
    extra = {actor for actor in found if actor[0] == "supplier" and actor[1] not in named}
    return not missing and not extra, _words(missing), _words(extra or found)


def _has(found: set[tuple[str, str]], role: str, ids: frozenset[str]) -> bool:
    return "" in ids or any((role, actor) in found for actor in ids)


def _words(actors: set[tuple[str, str]]) -> str:
    return " ".join(sorted(f"{role}={actor}" for role, actor in actors)) or NOTHING


def pairs(golds: Sequence[Gold], read: Sequence[Reading]) -> Iterator[Pair]:
    """The gold claims that are found, each with its claim."""
    for gold, reading in zip(golds, read, strict=True):
        flats = [flat(claim) for claim in reading.claims]
        origin = dict(zip(map(id, flats), reading.claims, strict=True))
        for wanted, found in score([gold], [flats]).pairs:
            yield Pair(gold, wanted, found, origin[id(found)])


def sets() -> dict[str, list[Gold]]:
    """The gold by name; what may be read while tuning first, then what only gives figures."""
    files = {path.stem: entries(path) for path in sorted(TRAINING.glob("*.txt"))}
    cut = {name: round(len(golds) * (1 - UNSEEN)) for name, golds in files.items()}
    found = {
        "training, tuning": [gold for name, golds in files.items() for gold in golds[: cut[name]]],
        "decisions, dev": dev(entries(DECISIONS)),
        "blind texts, dev": gold_texts(BLIND),
    }
    if SHARED.exists():
        found["shared texts, dev"] = by_offsets.dev(by_offsets.load(ROOT / "tests" / "gold" / "hdh_claims.txt", SHARED))
    found["training, unseen"] = [gold for name, golds in files.items() for gold in golds[cut[name] :]]
    return found


def report(name: str, found: Sequence[Pair], wanted: int) -> Iterator[str]:
    """Figures of one set, and what is taken for what where few values exist."""
    yield f"{name}: {len(found)} of {wanted} claims found"
    for part, judge in parts().items():
        answers = [judge(pair) for pair in found]
        right = sum(answer[0] for answer in answers)
        wrong = Counter(f"{wanted} → {got}" for ok, wanted, got in answers if not ok)
        yield f"  {part:10} {right / max(1, len(answers)):.3f}"
        if part in ("status", "when", "procedure"):
            yield from (f"      {count:4}  {confusion}" for confusion, count in wrong.most_common())


def mistakes(found: Sequence[Pair], part: str) -> Iterator[str]:
    """The mistakes of one part, the commonest confusion first."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in found:
        right, wanted, got = parts()[part](pair)
        if not right:
            groups[f"{wanted} → {got}"].append(pair)
    for confusion, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        yield f"\n## {confusion} ({len(group)})"
        yield from map(_line, group)


def _line(pair: Pair) -> str:
    gold, found, sentence = pair.wanted, pair.found, pair.claim.quote
    day = f"{pair.gold.published:%Y-%m-%d}" if pair.gold.published else "no day"
    told = [
        f"{key} {getattr(found, key) or NOTHING} not {getattr(gold, key) or NOTHING}"
        for key in ("status", "when", "speaker", "procedure")
        if getattr(found, key) not in getattr(gold, key).split("|")
    ]
    return f"{pair.gold.id} {day} {gold.type} [{'; '.join(told)}] «{gold.quote}» IN {sentence}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures; with ``--mistakes PART`` the mistakes of the sets that may be read."""
    reader = Reader(loads(preset(), None).affair)
    for name, golds in sets().items():
        found = list(pairs(golds, readings(golds, reader)))
        print(*report(name, found, sum(not c.optional for gold in golds for c in gold.claims)), sep="\n")
        if arguments[:1] == ["--mistakes"] and not name.endswith("unseen"):
            print(*mistakes(found, arguments[1]), "", sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
