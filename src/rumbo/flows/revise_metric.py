"""Write the next version of a metric: what it would break, plans included, is said before."""

from dataclasses import replace
from datetime import datetime

from rumbo.incentives import queries as incentives
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics import operations
from rumbo.metrics.drafting import Draft, drafted
from rumbo.metrics.rules.metric import Metric
from rumbo.people.values import Viewer


def looked_at(text: str, *, key: str, viewer: Viewer) -> Draft:
    """A text as the next definition of a metric, with everything that speaks against it."""
    draft = drafted(text, key=key)
    if draft.metric is None:
        return draft
    plans = incentives.unpayable(draft.metric, viewer=viewer)
    if not plans:
        return draft
    place = Place(f"{draft.metric.key}.yaml", 1, 1)
    problem = Problem("metric.breaks-plans", place, {"plans": ", ".join(plans)})
    return replace(draft, problems=(*draft.problems, problem))


def revise_metric(
    text: str, *, key: str, after: int, viewer: Viewer, at: datetime, reason: str
) -> Metric:
    """Declare it, or a new metric when `key` is empty; what holds now.

    Raises NotAllowed, AlreadyRevised, or Refused with every problem.
    """
    draft = looked_at(text, key=key, viewer=viewer)
    if draft.problems:
        raise Refused(*draft.problems)
    return operations.revise(text, key=key, after=after, viewer=viewer, at=at, reason=reason)
