"""Ask whichever engine holds the records: the projection, or one that datasets point at.

Who asks says a query over the datasets (`rules.spoken.said`) and gets Rows; which engine it
was shows in nothing but the SQL.
"""

from collections.abc import Mapping

from rumbo.kernel.problems import Problem
from rumbo.records import linked, projection
from rumbo.records.linked import tick
from rumbo.records.projection import Rows
from rumbo.records.rules.spoken import Said, home_of_all, said
from rumbo.records.rules.unanswered import Unanswered

__all__ = ["Said", "Unanswered", "home_of_all", "read", "said", "tick"]
NO_PARAMETERS: Mapping[str, object] = {}


def read(
    query: Said,
    parameters: Mapping[str, object] = NO_PARAMETERS,
    *,
    position: int,
    is_past: bool,
    seconds: float = projection.SECONDS,
) -> Rows:
    """The rows of a query at a position; raises Unanswered where a linked engine gives none.

    `is_past` says that an earlier moment is asked for than now: a table without versions cannot
    know it. `seconds` limits the projection; a linked engine has a limit of its own.
    """
    if not query.home:
        return projection.read(query.text, parameters, position=position, seconds=seconds)
    if is_past and not query.knows_the_past:
        keys = ", ".join(each.key for each in query.linked)
        raise Unanswered(Problem("linked.no-past", facts={"datasets": keys}))
    return linked.read(query, parameters, position=position)
