"""The home of someone who leads: who needs me today, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rumbo.metrics import queries as metrics
from rumbo.metrics.queries import Coverage, Scope
from rumbo.okrs import queries as okrs
from rumbo.okrs.values import KeyResultView
from rumbo.people import queries as people
from rumbo.people.values import PersonRef, TeamRef, Viewer, Visible
from rumbo.records.recent import Recent
from rumbo.targets import queries as targets
from rumbo.targets.rules.pace import Standing
from rumbo.targets.rules.standing import QuotaStanding, standing, together
from rumbo.web.charts import PaceChart
from rumbo.web.home.pay import Pay, pay_of
from rumbo.web.home.subject import Subject, chart_of, news, question_of, silence, subject

NEEDED = (Standing.RED, Standing.AMBER)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team, and how they stand."""

    person: PersonRef
    standing: QuotaStanding


@dataclass(frozen=True, slots=True)
class TeamWork:
    """The team's quarter; `attention` is those who are behind, the furthest first."""

    about: Subject
    coverage: Coverage
    members: tuple[Member, ...]
    attention: tuple[Member, ...]
    whole: QuotaStanding
    chart: PaceChart
    news: tuple[Recent, ...]


@dataclass(frozen=True, slots=True)
class TeamHome:
    """Everything on the home of a manager."""

    teams: tuple[TeamRef, ...]
    work: TeamWork | None
    pay: Pay
    results: tuple[KeyResultView, ...]
    names: Mapping[str, str]


def home_of_team(viewer: Viewer, *, today: date, position: int | None = None) -> TeamHome:
    """Gather the home of the person who reads, and of the teams they lead, or led then.

    What they may see of it is decided by what they lead now.
    """
    about = subject(viewer, today=today, position=position)
    leads = people.led_by(viewer.key, day=today, viewer=viewer, position=position)
    teams = [each for each in people.teams(viewer=viewer) if each.key in leads]
    return TeamHome(
        teams=tuple(teams),
        work=_work(about, leads, viewer=viewer, today=today) if about else None,
        pay=pay_of(viewer, today=today, position=position),
        results=okrs.my_key_results(viewer.key, viewer=viewer, today=today, position=position),
        names=people.names(viewer=viewer),
    )


def _work(about: Subject, leads: tuple[str, ...], *, viewer: Viewer, today: date) -> TeamWork:
    period = about.period.period
    members = _members(about, leads, viewer=viewer, today=today)
    heard = metrics.answer(question_of(about), visible=viewer.visible)
    whole = together(
        (each.standing for each in members),
        period=period,
        today=today,
        silence=silence(heard, today=today),
    )
    scope = Scope(manager=viewer.key)
    own = Visible(frozenset(each.person.key for each in members))
    needed = [each for each in members if each.standing.pace.standing in NEEDED]
    return TeamWork(
        about=about,
        coverage=heard.coverage,
        members=members,
        attention=tuple(sorted(needed, key=lambda each: each.standing.ahead or Decimal(0))),
        whole=whole,
        chart=chart_of(about, scope=scope, viewer=viewer, today=today, target=whole.quota),
        news=news(about, visible=own),
    )


def _members(
    about: Subject, leads: tuple[str, ...], *, viewer: Viewer, today: date
) -> tuple[Member, ...]:
    """Everyone in the teams today, best result first."""
    period, position = about.period.period, about.position
    question = question_of(about, by=("person",), scope=Scope(manager=viewer.key))
    answer = metrics.answer(question, visible=viewer.visible)
    rows, why = answer.rows, silence(answer, today=today)
    results = {row.dimensions["person"]: row.value for row in rows}
    nothing = Decimal(0) if rows else None  # without any record there is no value, not zero
    quotas = {
        each.scope.key: each.amount
        for each in targets.targets(
            metric=about.metric.key, period=period, viewer=viewer, position=position
        )
        if each.scope.kind == "person"
    }
    found = [
        Member(
            person,
            standing(
                results.get(person.key, nothing),
                quotas.get(person.key),
                period=period,
                today=today,
                silence=why,
            ),
        )
        for person in people.members(leads, day=today, viewer=viewer, position=position)
    ]
    return tuple(sorted(found, key=lambda each: -(each.standing.result or Decimal(0))))
