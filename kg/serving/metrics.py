"""Numbers about the server in the format of Prometheus.

    Metrics().text(pool)

in    what was answered, and the Pool
out   text
next  kg.serving.app shows it at /metrics
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from kg.serving.pool import Pool

__all__ = ["Metrics"]

BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)


class Metrics:
    """Counts of one server; plain numbers, which every request adds to.

    Examples:
        >>> metrics = Metrics()
        >>> metrics.count("/sparql", 200, 0.003)
        >>> metrics.requests, metrics.seconds["/sparql"]
        ({('/sparql', 200): 1}, [0, 1, 0, 0, 0, 0, 0, 0, 0, 0.003])

    """

    def __init__(self) -> None:
        self.requests: dict[tuple[str, int], int] = {}
        #: By route: requests up to each of BUCKETS, longer ones, the sum of seconds.
        self.seconds: dict[str, list[float]] = {}

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        key = route, status
        self.requests[key] = self.requests.get(key, 0) + 1
        times = self.seconds.get(route)
        if times is None:
            times = self.seconds[route] = [0] * (len(BUCKETS) + 2)
        times[bisect_left(BUCKETS, seconds)] += 1
        times[-1] += seconds

    def add(self, route: str, counts: Iterable[tuple[int, int]], times: Iterable[float]) -> None:
        """Add what another process counted.

        Args:
            route: Where it answered.
            counts: Numbers of answers by status.
            times: Its `seconds` of the route.

        Examples:
            >>> metrics = Metrics()
            >>> metrics.add("/sparql", [(200, 3)], [3] + [0] * 8 + [0.001])
            >>> metrics.add("/sparql", [(200, 2)], [2] + [0] * 8 + [0.002])
            >>> metrics.requests, metrics.seconds["/sparql"][0]
            ({('/sparql', 200): 5}, 5)

        """
        for status, number in counts:
            key = route, status
            self.requests[key] = self.requests.get(key, 0) + number
        known = self.seconds.setdefault(route, [0] * (len(BUCKETS) + 2))
        self.seconds[route] = [a + b for a, b in zip(known, times, strict=True)]

    def text(self, pool: Pool) -> bytes:
        """Return all numbers."""
        registry = CollectorRegistry()
        registry.register(_Numbers(self, pool))
        return generate_latest(registry)


class _Numbers(Collector):
    """The numbers as Prometheus takes them."""

    def __init__(self, metrics: Metrics, pool: Pool) -> None:
        self.metrics, self.pool = metrics, pool

    def collect(self) -> Iterator[Metric]:
        """Give all numbers."""
        counted = CounterMetricFamily(
            "kg_requests", "Requests answered.", labels=("route", "status")
        )
        for (route, status), number in sorted(self.metrics.requests.items()):
            counted.add_metric((route, str(status)), number)
        yield counted
        timed = HistogramMetricFamily(
            "kg_request_seconds", "Time until a request was answered.", labels=("route",)
        )
        for route, times in sorted(self.metrics.seconds.items()):
            buckets: list[tuple[str, float]] = []
            total = 0.0
            for bound, more in zip((*map(str, BUCKETS), "+Inf"), times[:-1], strict=True):
                total += more
                buckets.append((bound, total))
            timed.add_metric((route,), buckets, times[-1])
        yield timed
        pool = self.pool
        for name, what, value in (
            ("kg_workers_busy", "Workers that answer.", pool.busy),
            ("kg_requests_waiting", "Requests that wait for a worker.", len(pool.waiting)),
            ("kg_workers_killed", "Workers ended for time or a lost client.", pool.killed),
            ("kg_workers_crashed", "Workers that died of a request.", pool.crashed),
        ):
            yield GaugeMetricFamily(name, what, value)
