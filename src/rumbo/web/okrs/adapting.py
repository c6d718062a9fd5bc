"""The form with which a pattern of the library becomes an objective: read, and shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from rumbo.kernel.calendar import Grain
from rumbo.kernel.problems import Problem, Refused
from rumbo.kernel.texts import Text
from rumbo.okrs import queries
from rumbo.okrs.chosen import Adapted, NewCycle
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.choices import Choice
from rumbo.okrs.shelf import KeyResultPatternView, PatternView
from rumbo.people import queries as people
from rumbo.people.values import NamedPeriod, Viewer
from rumbo.targets.values import COMPANY, TargetScope
from rumbo.web.okrs.typed import plain
from rumbo.web.requests import ViewerRequest, language_of
from rumbo.wording import figures
from rumbo.wording.problems import Sentence, sentence

NEW, CHOSEN = "new:", "yes"
AGAINST = (Against.PREVIOUS, Against.YEAR_BEFORE, Against.VALUE)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value that is sent, and what a person reads."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A value in the form: its name there, what stands in it, and what is wrong with it."""

    name: str
    value: str
    problems: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyResultForm:
    """A key result of the pattern with its fields by word."""

    shown: KeyResultPatternView
    chosen: bool
    fields: Mapping[str, Field]

    @property
    def asked(self) -> Iterable[tuple[Text, Field]]:
        return [(each.name, self.fields[each.word]) for each in self.shown.asks]

    @property
    def steps(self) -> Iterable[tuple[Text, Field]]:
        return [(e.name, self.fields[f"due-{e.key}"]) for e in self.shown.milestones]


@dataclass(frozen=True, slots=True)
class AdaptationForm:
    """The whole form; `key` is that of the objective to be, so that it is made once."""

    shown: PatternView
    key: str
    fields: Mapping[str, Field]
    key_results: tuple[KeyResultForm, ...]
    cycles: tuple[Option, ...]
    scopes: tuple[Option, ...]
    owners: tuple[Option, ...]
    problems: tuple[Sentence, ...]


def form(
    shown: PatternView,
    request: ViewerRequest,
    *,
    sent: Mapping[str, str],
    problems: Iterable[Problem] = (),
) -> AdaptationForm:
    """The form as first shown (nothing sent), or as sent, with its problems in place."""
    said: dict[str, list[Sentence]] = {}
    for each in problems:
        said.setdefault(each.place.file, []).append(sentence(each, request.locale))

    def field(name: str, suggested: str) -> Field:
        return Field(name, sent.get(name, suggested), tuple(said.pop(name, ())))

    language = language_of(request.locale)
    suggested = {
        "name-en": shown.name.en,
        "name-es": shown.name.es,
        "cycle": sent.get("cycle", ""),
        "scope": "",
        "owner": request.viewer.key,
        "ambition": "committed",
    }
    fields = {name: field(name, value) for name, value in suggested.items()}
    results = tuple(
        KeyResultForm(
            each,
            _chosen(each, sent),
            {w: field(f"{each.number}-{w}", value) for w, value in _suggested(each).items()},
        )
        for each in shown.key_results
    )
    return AdaptationForm(
        shown=shown,
        key=sent.get("key") or queries.free_key(shown.key, viewer=request.viewer),
        fields=fields,
        key_results=results,
        cycles=_cycles(request, language),
        scopes=_scopes(request),
        owners=_owners(request.viewer),
        problems=tuple(each for rest in said.values() for each in rest),
    )


def adapted(shown: PatternView, sent: QueryDict, request: ViewerRequest) -> Adapted:
    """What was sent, as it is asked of okrs; raises Refused for a cycle that is none."""
    language = language_of(request.locale)
    return Adapted(
        pattern=shown.key,
        key=sent.get("key", ""),
        cycle=_cycle(sent.get("cycle", ""), request),
        en=sent.get("name-en", ""),
        es=sent.get("name-es", ""),
        scope=_scope(sent.get("scope", "")),
        owner=sent.get("owner", ""),
        ambition="aspirational" if sent.get("ambition") == "aspirational" else "committed",
        key_results={
            each.number: _choice(each, sent, language)
            for each in shown.key_results
            if _chosen(each, sent)
        },
    )


def _chosen(shown: KeyResultPatternView, sent: Mapping[str, str]) -> bool:
    """At first all that can be measured here are chosen."""
    if not sent:
        return not shown.by_hand
    return sent.get(f"{shown.number}-chosen") == CHOSEN


def _suggested(shown: KeyResultPatternView) -> dict[str, str]:
    return {
        "target": shown.target,
        "low": shown.low,
        "high": shown.high,
        "against": shown.against.value if shown.against else "",
        "fixed": "",
        "start": "",
        **{each.word: "" for each in shown.asks},
        **{f"due-{each.key}": "" for each in shown.milestones},
    }


def _choice(shown: KeyResultPatternView, sent: QueryDict, language: str) -> Choice:
    def typed(word: str) -> str:
        return sent.get(f"{shown.number}-{word}", "").strip()

    against = typed("against")
    return Choice(
        target=plain(typed("target"), language),
        low=plain(typed("low"), language),
        high=plain(typed("high"), language),
        against=Against(against) if against in AGAINST else Against.PREVIOUS,
        fixed=plain(typed("fixed"), language),
        start=plain(typed("start"), language),
        fills={each.word: typed(each.word) for each in shown.asks},
        due={each.key: typed(f"due-{each.key}") for each in shown.milestones},
    )


def _scope(text: str) -> TargetScope:
    kind, _colon, key = text.partition(":")
    match kind:
        case "team":
            return TargetScope.of_team(key)
        case "person":
            return TargetScope.of_person(key)
        case _:
            return COMPANY


def _scopes(request: ViewerRequest) -> tuple[Option, ...]:
    may = queries.settable(request.viewer)
    company = [Option("company", request.organisation.name)] if may.company else []
    teams = [Option(f"team:{each.key}", each.name) for each in may.teams]
    return (*company, *teams, *(Option(f"person:{e.key}", e.name) for e in may.people))


def _owners(viewer: Viewer) -> tuple[Option, ...]:
    names = people.names(viewer=viewer)
    ordered = sorted(names.items(), key=lambda each: each[1].casefold())
    return tuple(Option(key, name) for key, name in ordered)


def _cycles(request: ViewerRequest, language: str) -> tuple[Option, ...]:
    """Cycles that still take objectives, and those that could be begun."""
    there = [e for e in queries.cycles(request.viewer) if e.state in {"draft", "open"}]
    options = [Option(each.key, each.name.in_language(language)) for each in there]
    return (*options, *(_new_option(each, request) for each in _new_periods(request)))


def _new_option(each: NamedPeriod, request: ViewerRequest) -> Option:
    return Option(f"{NEW}{each.name}", figures.period_name(each.period, request.locale))


def _new_periods(request: ViewerRequest) -> tuple[NamedPeriod, ...]:
    """This quarter, the next, and this year, unless a cycle is about one of them already."""
    taken = {each.period for each in queries.cycles(request.viewer)}
    wanted = [
        *_around(request.today, Grain.QUARTER)[:2],
        *_around(request.today, Grain.YEAR)[:1],
    ]
    return tuple(each for each in wanted if each.period not in taken)


def _around(today: date, grain: Grain) -> tuple[NamedPeriod, ...]:
    """The fiscal period of today, and those after it."""
    return tuple(each for each in people.periods(grain) if each.period.before > today)


def _cycle(text: str, request: ViewerRequest) -> str | NewCycle:
    if not text.startswith(NEW):
        return text
    name = text.removeprefix(NEW)
    for each in _new_periods(request):
        if each.name == name:
            en, es = (figures.period_name(each.period, language) for language in ("en", "es"))
            return NewCycle(f"cycle-{name.lower()}", en, es, each.grain, each.period)
    raise Refused(Problem("okrs.cycle-missing"))
