"""The fields of an event, read by the rules that read a file's row.

A value travels as JSON has it and is turned into the text that those rules read: whole numbers
and yes or no as themselves, money as text in major units or as `{"minor": 1050}`. A bare number
is no amount: whether it counts dollars or cents would be a guess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rumbo.kernel.money import from_minor
from rumbo.kernel.problems import Place, Problem
from rumbo.pushes.rules.event import Event, instant, near, pointer
from rumbo.pushes.rules.strict_json import Json, Written, kept, shown
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping as Columns
from rumbo.records.rules.rows import HIDDEN, field_value
from rumbo.records.rules.values import MONEY_DIGITS, Fault, Value

FORMATS = Formats(instants="%Y-%m-%dT%H:%M:%S.%f%z")
NUMBERS = {FieldKind.WHOLE, FieldKind.DECIMAL}


@dataclass(frozen=True, slots=True)
class Form:
    """What the events of a dataset may say: worked out once for all that are read together.

    `fields` are those that may be sent, each with its column; `names` all that these go by.
    Each field is fed by the member of its own name.
    """

    dataset: Dataset
    columns: Columns
    fields: tuple[tuple[Field, str], ...]
    names: frozenset[str]


def form_of(dataset: Dataset) -> Form:
    """What the events of a dataset may say, as it is declared now."""
    columns = {each.id: (each.id,) for each in dataset.writable}
    mapping = Columns("", dataset.key, "", columns, formats=FORMATS)
    fields = tuple((each, each.column) for each in dataset.writable)
    names = frozenset(columns) | {column for _, column in fields}
    return Form(dataset, mapping, fields, names)


def read_fields(form: Form, event: Event) -> dict[str, Value] | tuple[Problem, ...]:
    """The kept values by field id, or every fault with its place in the event.

    A person's value is still the name or id that the source wrote.
    """
    dataset = form.dataset
    problems = list(_strangers(form, event))
    texts: dict[str, str | None] = {}
    for each, column in form.fields:
        written = event.fields.get(each.id, event.fields.get(column))
        text = _text(each, written, dataset=dataset, fields=event.fields)
        if isinstance(text, Fault):
            problems.append(_problem(each, text, _shown(dataset, each, written)))
        else:
            texts[each.id] = text
    texts[dataset.key_field] = event.key
    values: dict[str, Value] = {}
    for each, _ in form.fields:
        if each.id in texts:
            value = field_value(
                each, texts[each.id], dataset=dataset, mapping=form.columns, raw=texts
            )
            if isinstance(value, Fault):
                problems.append(_problem(each, value, _shown(dataset, each, texts[each.id])))
            else:
                values[each.id] = value
    return tuple(problems) or values


def people_in(dataset: Dataset, values: Mapping[str, Value]) -> Iterator[str]:
    """The names and ids of people that the values still hold as the source wrote them."""
    for each in dataset.of_kind(FieldKind.PERSON):
        if (written := values.get(each.id)) is not None:
            yield str(written)


def matched(
    dataset: Dataset, values: Mapping[str, Value], people: Mapping[str, str]
) -> dict[str, Value]:
    """The values with identities in the place of names; `people` gives them."""
    found = dict(values)
    for each in dataset.of_kind(FieldKind.PERSON):
        if (written := found.get(each.id)) is not None:
            found[each.id] = people[str(written)]
    return found


def _strangers(form: Form, event: Event) -> Iterator[Problem]:
    dataset = form.dataset
    for name in event.fields:
        if name not in form.names:
            place = Place(f"/data/fields/{pointer(name)}")
            known = [each.id for each, _ in form.fields]
            yield Problem("mapping.unknown-field", place, near(name, known))
    told = event.fields.get(dataset.key_field, event.key)
    if told != event.key:
        place = Place(f"/data/fields/{dataset.key_field}")
        yield Problem("push.key-differs", place, {"field": dataset.key_field})


def _text(
    asked: Field, written: Json, *, dataset: Dataset, fields: Mapping[str, Json]
) -> str | Fault | None:
    """A member as the text that the rules of files read."""
    match written:
        case None:
            return None
        case bool() | int() | Written():
            return _of_number(asked, written)
        case str():
            return _written_instant(written) if asked.kind is FieldKind.INSTANT else written
        case Mapping() if asked.kind is FieldKind.MONEY:
            return _minor(asked, written, dataset=dataset, fields=fields)
        case _:
            return _wrong_type(asked)


def _of_number(asked: Field, written: int | Written) -> str | Fault:
    """Figures for figures, yes or no for yes or no; nothing that is written with a point, as
    floats are, for whole numbers and money.
    """
    if isinstance(written, bool):
        is_welcome = asked.kind is FieldKind.YES_NO
    elif isinstance(written, Written):
        is_welcome = asked.kind is FieldKind.DECIMAL
    else:
        is_welcome = asked.kind in NUMBERS
    return str(written).lower() if is_welcome else _wrong_type(asked)


def _written_instant(text: str) -> str:
    """An RFC 3339 instant in the one spelling that the rule expects; anything else as it is."""
    found = instant(text.strip(" "))
    return f"{found:%Y-%m-%dT%H:%M:%S.%f}Z" if found else text


def _minor(
    asked: Field, written: Mapping[str, Json], *, dataset: Dataset, fields: Mapping[str, Json]
) -> str | Fault:
    """Minor units as the text of the same amount in major units."""
    minor = written.get("minor")
    if isinstance(minor, bool) or not isinstance(minor, int) or len(str(minor)) > MONEY_DIGITS:
        return _wrong_type(asked)
    if set(written) - {"minor", "currency"}:
        return _wrong_type(asked)
    currency = asked.currency
    if not asked.has_fixed_currency:
        holder = dataset.field(asked.currency)
        currency = str(fields.get(holder.id, fields.get(holder.column)))
    if written.get("currency", currency) != currency:
        facts = {"currency": shown(written["currency"]), "wanted": shown(currency)}
        return Fault("push.currency", facts)
    is_code = len(currency) == 3 and currency.isascii() and currency.isupper()
    return f"{from_minor(minor, currency):f}" if is_code else str(minor)


_WRONG_TYPES = {
    FieldKind.MONEY: "push.wrong-type.money",
    FieldKind.WHOLE: "push.wrong-type.whole",
    FieldKind.DECIMAL: "push.wrong-type.decimal",
    FieldKind.YES_NO: "push.wrong-type.yes-no",
}


def _wrong_type(asked: Field) -> Fault:
    return Fault(_WRONG_TYPES.get(asked.kind, "push.wrong-type.text"))


def _shown(dataset: Dataset, asked: Field, written: Json) -> str:
    """A refused value as it may be kept beside the reason: what is personal is not."""
    if written is None:
        return ""
    return HIDDEN if asked in dataset.personal else shown(written)


def _problem(asked: Field, fault: Fault, value: str) -> Problem:
    said = {name: kept(text) for name, text in fault.facts.items()}
    # A program has no mapping to declare: some remedies are others than for a file.
    facts = {**said, "column": asked.id, "value": value, "pushed": "yes"}
    return Problem(fault.code, Place(f"/data/fields/{asked.id}"), facts)
