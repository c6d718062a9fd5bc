"""The form of a record: one control for each field, in its own kind and its reader's manner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from rumbo.flows.edit_record import Texts
from rumbo.kernel.problems import Problem
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.entering import PICKED, Manner, touched, written
from rumbo.records.rules.values import Value
from rumbo.records.values import Standing
from rumbo.web.records.cells import Seller, sellers
from rumbo.web.requests import ViewerRequest
from rumbo.wording import figures

# Before the id of a field in the name of its control: never the name of another input.
PREFIX = "field-"
LONG_TEXT = 60
NO_PROBLEMS: Mapping[str, Problem] = {}
NOTHING: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; `value` is what the form sends."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Control:
    """One field of the form, what it says now, and what is wrong with that.

    `theirs` is what the record says since somebody else changed it, as the form would show it.
    """

    field: Field
    text: str
    options: tuple[Option, ...] = ()
    problem: Problem | None = None
    theirs: str | None = None

    @property
    def name(self) -> str:
        return PREFIX + self.field.id

    @property
    def widget(self) -> str:
        """What kind of input it is; a template has to tell them apart."""
        if self.options:
            return "choice"
        match self.field.kind:
            case FieldKind.DATE | FieldKind.INSTANT:
                return str(self.field.kind)
            case FieldKind.MONEY | FieldKind.DECIMAL | FieldKind.WHOLE:
                return "number"
            case _:
                return "area" if len(self.text) > LONG_TEXT or "\n" in self.text else "text"

    @property
    def said(self) -> str:
        """What is chosen, in words."""
        return self._label(self.text)

    @property
    def said_by_them(self) -> str:
        return self._label(self.theirs or "")

    def _label(self, text: str) -> str:
        return next((each.label for each in self.options if each.value == text), text)


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form: its controls in order, and the position of the version it is made from."""

    dataset: Dataset
    key: str
    seen: int
    controls: tuple[Control, ...]
    reason: str = ""
    was_deleted: bool = False
    is_erased: bool = False

    @property
    def problems(self) -> int:
        return sum(1 for each in self.controls if each.problem)

    @property
    def disputed(self) -> tuple[Control, ...]:
        """The fields that say one thing here and another in what somebody else wrote."""
        return tuple(
            each
            for each in self.controls
            if each.theirs is not None and each.theirs != each.text
        )


def manner_of(request: ViewerRequest) -> Manner:
    """How the reader writes figures, in the organisation's time."""
    decimal, thousands = figures.marks(request.locale)
    return Manner(decimal, thousands, ZoneInfo(request.organisation.time_zone))


def texts_of(asked: QueryDict) -> dict[str, str]:
    """What was typed, by field id."""
    return {
        name.removeprefix(PREFIX): str(value)
        for name, value in asked.items()
        if name.startswith(PREFIX)
    }


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the form of one dataset for one reader; `names` are those of the people by key."""

    dataset: Dataset
    manner: Manner
    names: Mapping[str, str]

    def empty(self) -> Form:
        """The form of a record that does not exist yet."""
        return self._form("", 0, self._shown(NOTHING), kept=NOTHING)

    def of(self, held: Standing) -> Form:
        """The form of a record as it stands."""
        form = self._form(held.key, held.position, self._shown(held.kept), kept=held.kept)
        return replace(form, is_erased=held.is_erased)

    def again(
        self,
        texts: Texts,
        held: Standing | None,
        *,
        problems: Mapping[str, Problem] = NO_PROBLEMS,
    ) -> Form:
        """The form as it was sent, with what was wrong in its place."""
        kept = held.kept if held else NOTHING
        shown = {**self._shown(kept), **texts}
        key, seen = (held.key, held.position) if held else ("", 0)
        form = self._form(key, seen, shown, kept=kept, problems=problems)
        return replace(form, is_erased=held is not None and held.is_erased)

    def overtaken(self, texts: Texts, base: Standing, now: Standing) -> Form:
        """What was typed here, over what somebody else has written since.

        Fields that were not touched say what the record says now.
        """
        mine = touched(self.dataset, texts, manner=self.manner, kept=base.kept)
        theirs = self._shown(now.kept)
        shown = {each: texts[each] if each in mine else theirs[each] for each in theirs}
        form = self._form(now.key, now.position, shown, kept={**base.kept, **now.kept})
        controls = tuple(
            replace(each, theirs=theirs[each.field.id]) if each.field.id in mine else each
            for each in form.controls
        )
        return replace(form, controls=controls, was_deleted=now.is_deleted)

    def _shown(self, kept: Mapping[str, Value]) -> dict[str, str]:
        return {each.id: written(each, kept, self.manner) for each in self.dataset.writable}

    def _form(
        self,
        key: str,
        seen: int,
        shown: Texts,
        *,
        kept: Mapping[str, Value],
        problems: Mapping[str, Problem] = NO_PROBLEMS,
    ) -> Form:
        known = self._sellers(kept)
        fields = [e for e in self.dataset.writable if not key or e.id != self.dataset.key_field]
        controls = tuple(
            Control(
                field=each,
                text=shown.get(each.id, ""),
                options=self._options(each, shown.get(each.id, ""), known),
                problem=problems.get(each.id),
            )
            for each in fields
        )
        return Form(self.dataset, key, seen, controls)

    def _sellers(self, kept: Mapping[str, Value]) -> Mapping[str, Seller]:
        people = [each.id for each in self.dataset.of_kind(FieldKind.PERSON)]
        keys = {str(kept[each]) for each in people if kept.get(each)}
        return sellers(keys, names=self.names)

    def _options(
        self, asked: Field, text: str, known: Mapping[str, Seller]
    ) -> tuple[Option, ...]:
        none = () if asked.required and text else (Option("", "–"),)
        match asked.kind:
            case FieldKind.CHOICE:
                listed = (
                    asked.choices if text in {"", *asked.choices} else (text, *asked.choices)
                )
                return (*none, *(Option(each, each) for each in listed))
            case FieldKind.YES_NO:
                return (*none, Option("yes", _("yes")), Option("no", _("no")))
            case FieldKind.PERSON:
                return (*none, *self._people(known))
            case _:
                return ()

    def _people(self, known: Mapping[str, Seller]) -> tuple[Option, ...]:
        """Those whom the record names, as its source writes them; then everyone, by name."""
        as_written = (Option(key, _written_as(each)) for key, each in known.items())
        listed = sorted(self.names.items(), key=lambda each: each[1].casefold())
        return (*as_written, *(Option(PICKED + key, name) for key, name in listed))


def _written_as(seller: Seller) -> str:
    if seller.name and seller.written == seller.name:
        return seller.name
    who = seller.name or _("nobody yet")
    return f"{seller.written} ({who})"
