"""How far a share of few cases may lie from the true one."""

from __future__ import annotations

from statistics import NormalDist


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95% Wilson score interval (Wilson 1927) of a share; (0, 1) of nothing.

    A bootstrap of 0s and 1s would say [1, 1] of 31 out of 31.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not total:
        return 0.0, 1.0
    z, share = NormalDist().inv_cdf(0.975), right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)
