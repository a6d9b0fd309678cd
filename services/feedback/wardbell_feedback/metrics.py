"""Every metric of feedback, once, with its unit."""

from __future__ import annotations

from prometheus_client import Counter

from wardbell_feedback.figures import STARS
from wardbell_runtime import Running


class FeedbackMetrics:
    """Who is asked, and what they say."""

    def __init__(self) -> None:
        self.surveys = Counter(
            "wardbell_feedback_surveys",
            "Surveys by outcome: asked; dropped: stale (the visit is too long ago), recent (asked"
            " about another one), void (the file says so since)",
            ["outcome"],
            registry=None,
        )
        self.ratings = Counter(
            "wardbell_feedback_ratings", "Stars that patients gave", ["stars"], registry=None
        )
        for stars in STARS:
            self.ratings.labels(str(stars))  # 0 until somebody gives them
        self.complaints = Counter(
            "wardbell_feedback_complaints", "Tasks to call who was not content", registry=None
        )

    async def show(self, running: Running) -> None:
        """Have them all on `/metrics`."""
        for metric in (self.surveys, self.ratings, self.complaints):
            running.metrics.registry.register(metric)

    def done(self, outcome: str) -> None:
        """Somebody was asked, or will not be."""
        self.surveys.labels(outcome).inc()

    def rated(self, stars: int) -> None:
        """Somebody gave stars."""
        self.ratings.labels(str(stars)).inc()
