"""Suspicion sharpened by where failing tests broke; for any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from oppie.integrations.spectrum import Keep
from oppie.model.observation import Failure, Frame, Suspicion

DAMPING = 0.5
"""The share of its score that a line loses when every failure broke far away from it."""

HALF_BEFORE, HALF_AFTER = 16, 4
"""Lines before and after a traceback's line at which half of its weight is left: what stands
before it has run, and may have made the value that broke there."""

MOST_PLACES = 64
"""Places that are looked at; a deep recursion or many failures can name thousands."""

AROUND = ((0, 0.9), (-1, 0.8), (1, 0.6), (-2, 0.5), (-3, 0.4))
"""Where to look around a place that no test reached, and how likely: what is unclosed or
missing in a file that does not parse mostly stands above the line that is reported."""


def sharpen(
    suspicions: Sequence[Suspicion], failures: Sequence[Failure], keep: Keep
) -> tuple[Suspicion, ...]:
    """The same lines, with more weight on those near which tests broke.

    A test that fails by its own assertion tells nothing here; one that ends in an exception in
    the source, or hangs there, tells where. Places that were never traced, such as those of a
    file that does not parse, are added with the lines around them.

    Args:
        suspicions: from :func:`oppie.integrations.spectrum.suspicions`; may be empty.
        failures: of the failing tests.
        keep: whether a path may be suspected.
    """
    told = [
        frames
        for failure in failures
        if (frames := [frame for frame in failure.frames if keep(frame.path)])
    ]
    if not told:
        return tuple(suspicions)
    places = _places(told)
    damped = DAMPING * len(told) / len(failures)
    known = {(each.path, each.line) for each in suspicions}
    kept = [
        Suspicion(each.path, each.line, each.score * (1 - damped * (1 - _near(each, places))))
        for each in suspicions
    ]
    untraced = [p for of_path in places.values() for p in of_path if (p.path, p.line) not in known]
    added = [each for each in _around(untraced) if (each.path, each.line) not in known]
    return tuple(sorted([*kept, *added], key=lambda each: -each.score))


def _places(told: Sequence[Sequence[Frame]]) -> defaultdict[str, list[Suspicion]]:
    """Frames by path, weighed in (0, 1]: the innermost ones of the most failures weigh most."""
    weights: defaultdict[tuple[str, int], float] = defaultdict(float)
    for frames in told:
        innermost_first = dict.fromkeys((frame.path, frame.line) for frame in reversed(frames))
        for depth, place in enumerate(innermost_first, start=1):
            weights[place] += 1 / depth
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:MOST_PLACES]
    most = heaviest[0][1]
    by_path: defaultdict[str, list[Suspicion]] = defaultdict(list)
    for (path, line), weight in heaviest:
        by_path[path].append(Suspicion(path, line, weight / most))
    return by_path


def _near(line: Suspicion, places: defaultdict[str, list[Suspicion]]) -> float:
    """How close a line is to a weighty place, in [0, 1]."""
    return max((p.score * _share(p.line - line.line) for p in places.get(line.path, ())), default=0)


def _share(before: int) -> float:
    """What a line has of the weight of a place that many lines further down."""
    half = HALF_BEFORE if before > 0 else HALF_AFTER
    return half / (half + abs(before))


def _around(places: Sequence[Suspicion]) -> Iterator[Suspicion]:
    """Lines at and near the places; the best score of each."""
    best: defaultdict[tuple[str, int], float] = defaultdict(float)
    for place in places:
        for offset, share in AROUND:
            key = (place.path, max(1, place.line + offset))
            best[key] = max(best[key], share * place.score)
    return (Suspicion(path, line, score) for (path, line), score in best.items())
