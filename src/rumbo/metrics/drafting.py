"""A definition while it is being written: what is wrong with it, and what it would give.

Nothing here is stored, and nothing of it is kept in memory: a draft lives for one question.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.answering import computed
from rumbo.metrics.asking import Ready, ready_for
from rumbo.metrics.catalogue import document_of, leaning_on
from rumbo.metrics.documents import readable
from rumbo.metrics.reaching import coverage
from rumbo.metrics.reading import definition
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.sheets import digest_of, read_sheet
from rumbo.metrics.values import Answer, Coverage, Question
from rumbo.metrics.world import world
from rumbo.people.values import Visible
from rumbo.records.datasets import datasets

# Long enough for a million records on a laptop, short enough to answer while someone types.
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A text read against everything that is declared now.

    `metric` is None while it defines nothing; a case that fails leaves it one. `breaks` are the
    keys of the metrics that are computed from it and could not be any more. `changed` tells a
    text that says what is already declared from any other.
    """

    metric: Metric | None
    problems: tuple[Problem, ...]
    breaks: tuple[str, ...]
    changed: bool

    @property
    def can_be_declared(self) -> bool:
        return self.metric is not None and not self.problems and self.changed


@dataclass(frozen=True, slots=True)
class Compared:
    """A past period by the definition that holds and by the draft; the difference of both.

    A value is None where there is none; the difference then is too.
    """

    period: Period
    old: Decimal | None
    new: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        return None if self.old is None or self.new is None else self.new - self.old


def drafted(text: str, *, key: str = "") -> Draft:
    """Read a text as the next definition of a metric; `key` empty is a new one."""
    known = world(None).metrics
    declared = {each.key: each for each in datasets()}
    file = f"{key or 'metric'}.yaml"
    _, problems = readable([(text, file)], datasets=declared, known=known)
    metric = _defined(text, file, known=known)
    if metric is not None:
        problems = (*problems, *_about_the_key(metric.key, key, known=known, file=file))
    broken = tuple(_broken(metric, known=known)) if metric else ()
    if broken:
        names = ", ".join(broken)
        problems = (*problems, Problem("metric.breaks", Place(file, 1, 1), {"metrics": names}))
    return Draft(metric, problems, broken, changed=digest_of(text) != _digest(key))


def figure_of(draft: Metric, question: Question, *, visible: Visible) -> Answer:
    """What a draft gives, of real records; raises Refused, and TookTooLong at its limit."""
    return computed(_ready(draft, question, visible=visible))


def coverage_of(draft: Metric, *, visible: Visible) -> Coverage:
    """How far the data of a draft reaches."""
    day = date.min
    question = Question(draft.key, Period(day, day + timedelta(days=1)))
    return coverage(_ready(draft, question, visible=visible))


def compared(
    draft: Metric, periods: Iterable[Period], *, visible: Visible
) -> Iterator[Compared]:
    """Periods by the definition that holds and by the draft, one question for each of both."""
    held = world(None).metrics.get(draft.key)
    for period in periods:
        question = Question(draft.key, period)
        new = computed(_ready(draft, question, visible=visible))
        old = computed(_ready(held, question, visible=visible)) if held else None
        yield Compared(period, old.value if old else None, new.value)


def _defined(text: str, file: str, *, known: Mapping[str, Metric]) -> Metric | None:
    """What a text defines, also while a case of it does not hold yet; None while it cannot."""
    declared = {each.key: each for each in datasets()}
    try:
        sheet = read_sheet(text, file=file)
        others = {key: each for key, each in known.items() if key != sheet.shape.metric}
        return definition(sheet, known=others, datasets=declared)
    except Refused:
        # What is wrong with it is among the problems of the draft.
        return None


def _ready(metric: Metric, question: Question, *, visible: Visible) -> Ready:
    return ready_for(metric, question, visible=visible, seconds=SECONDS)


def _digest(key: str) -> str:
    return digest_of(document_of(key)) if key else ""


def _about_the_key(
    written: str, key: str, *, known: Mapping[str, Metric], file: str
) -> Iterator[Problem]:
    """A key names one metric for ever: it stays, and a new one is not taken."""
    if key and written != key:
        yield Problem("metric.key-stays", Place(file, 1, 1), {"metric": key, "now": written})
    elif not key and written in known:
        yield Problem("metric.key-taken", Place(file, 1, 1), {"metric": written})


def _broken(metric: Metric, *, known: Mapping[str, Metric]) -> Iterator[str]:
    """The metrics that are computed from this one and no longer read with it."""
    leaning = leaning_on({metric.key}, known=known)
    others = {key: each for key, each in known.items() if key not in leaning}
    declared = {each.key: each for each in datasets()}
    for key in sorted(leaning):
        files = [(document_of(key), f"{key}.yaml")]
        with_draft = {**others, metric.key: metric}
        _, problems = readable(files, datasets=declared, known={**known, **with_draft})
        if problems:
            yield key
