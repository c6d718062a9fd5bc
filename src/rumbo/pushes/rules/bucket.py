"""How many events a key may send: a bucket that fills evenly and may be emptied at once."""

from dataclasses import dataclass

MINUTE = 60_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is left at an instant; `level` counts events times the microseconds of a minute.

    `at` is microseconds of a clock that never goes back.
    """

    per_minute: int
    level: int
    at: int

    @classmethod
    def full(cls, per_minute: int, *, at: int) -> "Bucket":
        return cls(per_minute, per_minute * MINUTE, at)

    def later(self, at: int) -> "Bucket":
        """The same bucket, filled for as long; it never holds more than a minute's events."""
        gained = max(at - self.at, 0) * self.per_minute
        level = min(self.level + gained, self.per_minute * MINUTE)
        return Bucket(self.per_minute, level, max(at, self.at))

    def without(self, events: int) -> "Bucket":
        """After so many events; a large batch may leave a debt that the next ones wait for."""
        return Bucket(self.per_minute, self.level - events * MINUTE, self.at)

    @property
    def wait(self) -> int:
        """Whole seconds until another event is allowed; 0 when one is now."""
        missing = MINUTE - self.level
        if missing <= 0:
            return 0
        return -(-missing // (self.per_minute * 1_000_000))
