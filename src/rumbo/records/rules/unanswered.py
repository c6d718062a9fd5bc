"""A question that the engine which holds the records cannot answer, or does not."""

from rumbo.kernel.problems import Problem, Refused


class Unanswered(Refused):
    """No answer from a linked engine; what is asked of it has no value, and says why."""

    @property
    def problem(self) -> Problem:
        return self.problems[0]
