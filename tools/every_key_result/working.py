"""What the team does all day: calls, hours, meetings, tasks, tools, trainings, certificates."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tools.every_key_result.days import BEFORE, FIRST, mondays, months, years_later
from tools.every_key_result.dice import Dice
from tools.every_key_result.sheets import Cell, Row, Sheet, sheet
from tools.every_key_result.staff import (
    FULL,
    MANAGERS,
    MEXICAN,
    OFFICES,
    STAFF,
    Stretch,
    place_of,
    sales_people,
)

CRM, AUTOMATION = "crm", "automatización"
ACTIVITY_COLUMNS = "activity kind member status planned-on done-on hours account"
CROSS_SELLING, FORECASTING = "venta cruzada y ampliación", "previsión de ventas"
# Course, day, whether it was held, and whom it was for: an office, or everyone who sells.
SESSIONS = (
    ("producto: Aurora", date(2025, 2, 11), True, ""),
    ("negociación", date(2025, 4, 8), True, "madrid"),
    ("negociación", date(2025, 4, 22), True, "cdmx"),
    ("producto: Aurora", date(2025, 6, 3), False, ""),
    (FORECASTING, date(2025, 9, 16), True, "madrid"),
    ("atención al cliente", date(2025, 10, 14), True, ""),
    ("negociación", date(2025, 11, 11), True, "guadalajara"),
    (CROSS_SELLING, date(2026, 2, 10), True, "madrid"),
    (CROSS_SELLING, date(2026, 3, 17), True, "cdmx"),
    ("producto: Aurora", date(2026, 4, 14), True, ""),
    (CROSS_SELLING, date(2026, 5, 12), False, "valencia"),
    (CROSS_SELLING, date(2026, 6, 9), True, "valencia"),
    (FORECASTING, date(2026, 6, 23), True, "cdmx"),
    (CROSS_SELLING, date(2026, 7, 14), True, "guadalajara"),
    (FORECASTING, date(2026, 9, 8), True, ""),
    ("negociación", date(2026, 9, 22), True, "valencia"),
    (FORECASTING, date(2026, 10, 6), None, "guadalajara"),
)


def sheets() -> tuple[Sheet, ...]:
    """The files of everything the team does."""
    seats = "seat tool member given-on ended-on"
    places = "place session course member session-status held-on hours completed-on"
    invitations = "invitation meeting kind status held-on member attended"
    tasks = "task project owner cross-team due-on completed-on cancelled"
    return (
        sheet("activities", ACTIVITY_COLUMNS, _numbered("activity", "T", _activities())),
        sheet("meetings", invitations, _numbered("invitation", "I", _meetings())),
        sheet("tasks", tasks, _numbered("task", "D", _tasks())),
        sheet("seats", seats, _numbered("seat", "L", _seats())),
        sheet("logins", "login tool member signed-in-at", _numbered("login", "E", _logins())),
        sheet("trainings", places, _numbered("place", "F", _trainings())),
        sheet(
            "certificates",
            "certificate course member issued-on valid-before",
            _numbered("certificate", "B", _certificates()),
        ),
    )


def _numbered(key: str, letter: str, rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield {key: f"{letter}{number:05d}", **row}


def _activities() -> Iterator[Row]:
    dice = Dice("activities")
    for number, monday in enumerate(mondays()):
        for member in sales_people(monday):
            yield from _calls(dice, member, monday)
            if number % 2 == 0:
                yield from _hours(dice, member, monday)
    for month in months():
        yield from _interviews(dice, month)


def _calls(dice: Dice, member: Stretch, monday: date) -> Iterator[Row]:
    wanted = 60 if member.person in MANAGERS.values() else 190
    wanted = wanted * (100 if monday.year < 2026 else 117) // 100
    wanted = int(wanted * member.hours) * (55 if monday.month == 8 else 100) // 100
    for _ in range((wanted + dice.below(100)) // 100):
        yield _activity(
            dice, "call", member.person, first=monday, hours=dice.pick(("0.25", "0.25", "0.5"))
        )


def _hours(dice: Dice, member: Stretch, monday: date) -> Iterator[Row]:
    """A fortnight's hours: paperwork, which shrinks in 2026, and time with customers."""
    shrinking = 100 if monday.year < 2026 else max(74, 100 - 3 * monday.month)
    paperwork = int(dice.bell(28, 52) * member.hours) * shrinking // 100
    yield _activity(dice, "admin", member.person, first=monday, hours=_quarters(paperwork))
    for kind in ("meeting", "demo", "proposal"):
        if dice.says(62):
            spent = max(1, int(dice.bell(6, 26) * member.hours))
            yield _activity(dice, kind, member.person, first=monday, hours=_quarters(spent))


def _quarters(count: int) -> str:
    """Quarters of an hour as hours.

    >>> _quarters(6)
    '1.5'
    """
    return f"{count * 25 / 100:g}"


def _activity(dice: Dice, kind: str, person: str, *, first: date, hours: str) -> Row:
    """Planned within a week; most are done, some on the day after, some never."""
    planned = dice.workday(first, min(first + timedelta(days=5), BEFORE))
    status = "done" if kind == "admin" else dice.weighed({"done": 90, "cancelled": 10})
    done = planned + timedelta(days=1) if dice.says(8) else planned
    if done >= BEFORE or place_of(person, done) is None:
        done = planned
    return {
        "kind": kind,
        "member": person,
        "status": status,
        "planned-on": planned,
        "done-on": done if status == "done" else None,
        "hours": hours if status == "done" else None,
    }


def _interviews(dice: Dice, month: date) -> Iterator[Row]:
    for _ in range(dice.between(7, 11) if month.year < 2026 else dice.between(12, 18)):
        day = dice.workday(month, month + timedelta(days=28))
        person = dice.pick(sales_people(day)).person
        yield _activity(dice, "interview", person, first=day, hours="1")


def _meetings() -> Iterator[Row]:
    """The weekly meeting of sales, on Mondays; a few were cancelled, and one week had none."""
    dice = Dice("meetings")
    for monday in mondays():
        if monday in {date(2025, 8, 18), date(2025, 12, 29), date(2026, 8, 10)}:
            continue
        cancelled = monday in {date(2025, 4, 14), date(2026, 3, 30)}
        for member in sales_people(monday):
            yield {
                "meeting": f"semanal-{monday}",
                "kind": "weekly",
                "status": "cancelled" if cancelled else "held",
                "held-on": monday,
                "member": member.person,
                "attended": None if cancelled else dice.says(80 if monday.month == 8 else 96),
            }
        if monday.day <= 7:
            yield from _one_to_ones(dice, monday + timedelta(days=2))


def _one_to_ones(dice: Dice, day: date) -> Iterator[Row]:
    for office in OFFICES:
        for member in sales_people(day):
            if member.team == office and member.person != MANAGERS[office] and day < BEFORE:
                yield {
                    "meeting": f"{office}-{day}",
                    "kind": "one-to-one",
                    "status": "held",
                    "held-on": day,
                    "member": member.person,
                    "attended": dice.says(90),
                }


def _tasks() -> Iterator[Row]:
    dice = Dice("tasks")
    projects = (
        "apertura Galicia",
        "apertura Andalucía",
        "tienda en línea",
        "postventa",
        "tarifas 2026",
    )
    for month in months():
        for _ in range(dice.between(17, 25)):
            due = dice.workday(month, month + timedelta(days=28))
            between_teams = dice.says(45)
            likely = 88 if not between_teams else 68 if due < date(2026, 7, 1) else 80
            done = due + timedelta(days=dice.between(-9, 6))
            completed = done if dice.says(likely) and done < BEFORE else None
            yield {
                "project": dice.pick(projects),
                "owner": dice.pick(sales_people(due)).person,
                "cross-team": between_teams,
                "due-on": due,
                "completed-on": completed,
                "cancelled": completed is None and dice.says(15),
            }


def _people_with_seats() -> dict[str, tuple[date, date | None]]:
    """Everyone of sales and marketing, from their first day to their last."""
    found: dict[str, tuple[date, date | None]] = {}
    for each in STAFF:
        if each.team in {*OFFICES, "marketing"}:
            start = found[each.person][0] if each.person in found else each.start
            found[each.person] = (start, each.before)
    return found


def _seats() -> Iterator[Row]:
    for tool, opened in ((CRM, date(2025, 1, 7)), (AUTOMATION, date(2026, 1, 12))):
        for person, (start, before) in _people_with_seats().items():
            yield {
                "tool": tool,
                "member": person,
                "given-on": max(start, opened),
                "ended-on": before,
            }


def _logins() -> Iterator[Row]:
    """Some sign in every week, some now and then, and two have stopped."""
    dice = Dice("logins")
    people = _people_with_seats()
    for monday in mondays(date(2025, 1, 13)):
        for number, (person, (start, before)) in enumerate(people.items()):
            day = dice.workday(monday, min(monday + timedelta(days=5), BEFORE))
            here = start <= day and (before is None or day < before)
            if here and dice.says(_habit(CRM, number, day)):
                yield _login(dice, CRM, person, day=day)
            if here and day >= date(2026, 1, 12) and dice.says(_habit(AUTOMATION, number, day)):
                yield _login(dice, AUTOMATION, person, day=day)


def _habit(tool: str, number: int, day: date) -> int:
    """How likely someone signs in during a week, in percent; it takes months to grow."""
    if tool == CRM:
        stopped = number % 9 == 4 and day >= date(2026, 5, 4)
        return 0 if stopped else 48 if day < date(2026, 7, 6) else 66
    late = number % 3 == 1
    return (0 if day < date(2026, 8, 3) else 26) if late else 40


def _login(dice: Dice, tool: str, person: str, *, day: date) -> Row:
    place = place_of(person, day)
    hour = dice.between(14, 23) if place and place.team in MEXICAN else dice.between(6, 17)
    at = datetime(day.year, day.month, day.day, hour, dice.below(60), tzinfo=UTC)
    return {"tool": tool, "member": person, "signed-in-at": at}


def _trainings() -> Iterator[Row]:
    dice = Dice("trainings")
    for course, day, held, office in SESSIONS:
        status = "planned" if held is None else "held" if held else "cancelled"
        members = [m for m in sales_people(day) if office in {"", m.team}]
        for member in members:
            done = status == "held" and (
                dice.says(86) or (member.hours == FULL and dice.says(40))
            )
            row: dict[str, Cell] = {
                "session": f"S-{day:%y%m%d}",
                "course": course,
                "member": member.person,
                "session-status": status,
                "held-on": day,
                "hours": "4",
                "completed-on": day + timedelta(days=dice.pick((0, 0, 7))) if done else None,
            }
            yield row


def _certificates() -> Iterator[Row]:
    """Valid for a year; some renew it in time, some too late, and some hold two at once."""
    dice = Dice("certificates")
    for person in dict.fromkeys(each.person for each in STAFF if each.team in OFFICES):
        start = next(each.start for each in STAFF if each.person == person)
        day = dice.workday(max(FIRST, start), max(FIRST, start) + timedelta(days=250))
        while day < BEFORE and place_of(person, day):
            ends = years_later(day, 1)
            yield {
                "course": "venta consultiva",
                "member": person,
                "issued-on": day,
                "valid-before": ends,
            }
            day = ends + timedelta(days=dice.pick((-14, -7, 21, 60, 120)))
        if dice.says(25) and day < BEFORE + timedelta(days=365):
            yield {
                "course": "venta consultiva",
                "member": person,
                "issued-on": date(2026, 7, 20),
                "valid-before": date(2027, 7, 20),
            }
