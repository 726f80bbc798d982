"""Numbers about the server in the format of Prometheus.

    Metrics().text(pool)

in    what was answered, and the Pool
out   text
next  kg.serving.app shows it at /metrics
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from kg.serving.pool import Pool

__all__ = ["Metrics"]

BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 30)


class Metrics:
    """Counts of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kg_requests", "Requests answered.", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "kg_request_seconds",
            "Time until a request was answered.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.busy = Gauge("kg_workers_busy", "Workers that answer.", registry=self.registry)
        self.waiting = Gauge(
            "kg_requests_waiting", "Requests that wait for a worker.", registry=self.registry
        )
        self.killed = Gauge(
            "kg_workers_killed", "Workers ended for time or a lost client.", registry=self.registry
        )
        self.crashed = Gauge(
            "kg_workers_crashed", "Workers that died of a request.", registry=self.registry
        )
        self._counters: dict[tuple[str, int], Counter] = {}
        self._timers: dict[str, Histogram] = {}

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        key = route, status
        if key not in self._counters:
            self._counters[key] = self.requests.labels(route, str(status))
            self._timers.setdefault(route, self.seconds.labels(route))
        self._counters[key].inc()
        self._timers[route].observe(seconds)

    def text(self, pool: Pool) -> bytes:
        """Return all numbers."""
        self.busy.set(pool.busy)
        self.waiting.set(len(pool.waiting))
        self.killed.set(pool.killed)
        self.crashed.set(pool.crashed)
        return generate_latest(self.registry)
