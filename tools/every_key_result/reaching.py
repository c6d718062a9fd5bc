"""Customers, and those to be: leads, visits, campaigns, events, loyalty, service."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tools.every_key_result.catalogue import FOCUS
from tools.every_key_result.days import BEFORE, FIRST, SEASON, month_after, months
from tools.every_key_result.dice import Dice
from tools.every_key_result.sheets import Cell, Row, Sheet, euros, sheet
from tools.every_key_result.staff import sellers
from tools.every_key_result.world import World

HEAD_OF_MARKETING = "Clara Montesinos"
# Name, kind, first and last day (None: not started, or still running), budget in euros.
CAMPAIGNS = (
    ("Oficinas de Valencia", "market-penetration", date(2025, 3, 3), date(2025, 4, 30), 6000),
    ("Hoteles de Jalisco", "market-penetration", date(2025, 9, 8), date(2025, 10, 31), 7500),
    ("Primavera en redes", "digital", date(2025, 4, 7), date(2025, 5, 30), 4000),
    ("Vuelta al trabajo", "digital", date(2025, 9, 1), date(2025, 10, 10), 5200),
    ("Oficinas de Madrid", "market-penetration", date(2025, 11, 17), date(2026, 1, 30), 8000),
    ("Hoteles de Galicia", "market-penetration", date(2026, 1, 12), date(2026, 2, 27), 5600),
    ("Oficinas de Sevilla", "market-penetration", date(2026, 2, 16), date(2026, 4, 10), 7000),
    ("Hoteles de Querétaro", "market-penetration", date(2026, 3, 9), date(2026, 4, 30), 6800),
    ("Coworkings de CDMX", "market-penetration", date(2026, 4, 13), date(2026, 6, 5), 6200),
    ("Oficinas de Vigo", "market-penetration", date(2026, 5, 4), date(2026, 6, 26), 5100),
    ("Hoteles de Málaga", "market-penetration", date(2026, 6, 8), date(2026, 8, 28), 9000),
    ("Despachos de Jalisco", "market-penetration", date(2026, 7, 6), date(2026, 9, 18), 5900),
    ("Oficinas de Monterrey", "market-penetration", date(2026, 9, 14), None, 8800),
    ("Hoteles de la costa", "market-penetration", None, None, 7000),
    ("Aurora en un minuto", "digital", date(2026, 2, 2), date(2026, 3, 31), 5000),
    ("Café de verano", "digital", date(2026, 7, 1), date(2026, 8, 31), 4500),
    ("Vuelta al trabajo 2026", "digital", date(2026, 9, 1), None, 6500),
    ("Feria HIP", "fair", date(2026, 3, 2), date(2026, 3, 4), 12000),
    ("Club Taza", "loyalty", date(2025, 6, 2), date(2026, 6, 30), 9500),
)


def sheets(world: World) -> tuple[Sheet, ...]:
    """The files of everything that happens between customers and the company, but for deals."""
    leads = "lead contact owner source country status duplicate-of created-on converted-on"
    campaigns = "campaign name kind status owner started-on completed-on budget"
    events = "event name kind status owner product held-on registered attendance"
    tickets = "ticket account kind priority opened-at resolved-at"
    return (
        sheet("leads", leads, _leads()),
        sheet("campaigns", campaigns, _campaigns()),
        sheet("events", events, _events()),
        sheet("visits", "visit visited-at source country ordered", _visits()),
        sheet(
            "loyalty-members",
            "card contact account joined-on left-on last-used-on points",
            _loyalty(world),
        ),
        sheet(
            "referrals", "referral participant account owner made-on status", _referrals(world)
        ),
        sheet(
            "surveys", "answer survey kind account sent-on answered-on score", _surveys(world)
        ),
        sheet("tickets", tickets, _tickets(world)),
    )


def _leads() -> Iterator[Row]:
    """About a hundred a month; now and then a contact arrives a second time."""
    dice, earlier = Dice("leads"), ["P-00000"]
    number = 0
    for month in months():
        pace = 92 if month.year < 2026 else 108
        for _ in range(pace * SEASON[month.month] // 100 + dice.below(9)):
            number += 1
            again = number > 40 and dice.says(4)
            contact = dice.pick(earlier[-120:]) if again else f"P-{number:05d}"
            row = _lead(dice, number, contact, day=dice.workday(month, month_after(month)))
            if again:
                row |= {
                    "status": "duplicate",
                    "converted-on": None,
                    "account": None,
                    "duplicate-of": f"L-{contact[2:]}",
                }
            else:
                earlier.append(contact)
            yield row


def _lead(dice: Dice, number: int, contact: str, *, day: date) -> dict[str, Cell]:
    converted = day + timedelta(days=dice.bell(2, 96))
    is_converted = dice.says(19 if day.year < 2026 else 24) and converted < BEFORE
    open_states = {"new": 20, "working": 30, "qualified": 20, "discarded": 60}
    status = "converted" if is_converted else dice.weighed(open_states)
    source = dice.weighed(
        {"web": 45, "feria": 12, "recomendación": 15, "webinar": 18, "compra": 10}
    )
    return {
        "lead": f"L-{number:05d}",
        "contact": contact,
        "owner": dice.pick(sellers(day)),
        "source": source,
        "country": dice.weighed({"ES": 57, "MX": 43}),
        "status": status,
        "created-on": day,
        "converted-on": converted if is_converted else None,
    }


def _campaigns() -> Iterator[Row]:
    for number, (name, kind, start, end, budget) in enumerate(CAMPAIGNS, 1):
        status = "planned" if start is None else "running" if end is None else "completed"
        if name == "Hoteles de la costa":
            status = "cancelled"
        yield {
            "campaign": f"M-{number:02d}",
            "name": name,
            "kind": kind,
            "status": status,
            "owner": HEAD_OF_MARKETING,
            "started-on": start,
            "completed-on": end,
            "budget": euros(budget * 100),
        }


def _events() -> Iterator[Row]:
    """A webinar each month but August, and tastings; exactly 200 people count as 200."""
    dice = Dice("events")
    for number, month in enumerate(each for each in months() if each.month != 8):
        day = dice.workday(month + timedelta(days=8), month + timedelta(days=22))
        cancelled = month == date(2026, 6, 1)
        came = 200 if month == date(2026, 3, 1) else dice.between(120, 205) + 4 * number
        yield _event(
            f"W-{month:%y%m}", "webinar", day, came=None if cancelled else came, dice=dice
        )
        tasted = dice.workday(month, month + timedelta(days=25))
        yield _event(f"Q-{month:%y%m}", "tasting", tasted, came=dice.between(12, 40), dice=dice)
    yield _event("J-2605", "open-day", date(2026, 5, 21), came=340, dice=dice)


def _event(key: str, kind: str, day: date, *, came: int | None, dice: Dice) -> Row:
    return {
        "event": key,
        "name": f"{kind} {day:%m/%Y}",
        "kind": kind,
        "status": "cancelled" if came is None else "held",
        "owner": HEAD_OF_MARKETING,
        "product": FOCUS if dice.says(60) else "Barista Pro",
        "held-on": day,
        "registered": (came or 90) + dice.between(10, 80),
        "attendance": came,
    }


def _visits() -> Iterator[Row]:
    dice, number = Dice("visits"), 0
    day = FIRST
    while day < BEFORE:
        pace = 2 if day.weekday() > 4 else 4 if day.year < 2026 else 5
        for _ in range(dice.below(pace * 2)):
            number += 1
            at = datetime(
                day.year, day.month, day.day, dice.below(24), dice.below(60), tzinfo=UTC
            )
            yield {
                "visit": f"V{number:05d}",
                "visited-at": at,
                "source": dice.weighed({"buscador": 50, "directo": 30, "redes": 20}),
                "country": dice.weighed({"ES": 60, "MX": 40}),
                "ordered": dice.says(10 if day < date(2026, 7, 1) else 13),
            }
        day += timedelta(days=1)


def _loyalty(world: World) -> Iterator[Row]:
    """One card in eight is the second one of the same holder; some holders have left."""
    dice, holders = Dice("loyalty"), [("T-000", "")]
    number = 0
    for month in months(date(2025, 6, 1)):
        for _ in range(dice.between(5, 10)):
            number += 1
            day = dice.workday(month, month_after(month))
            again = number > 8 and dice.says(12)
            contact, account = (
                dice.pick(holders[1:])
                if again
                else (f"T-{number:03d}", _customer(world, dice, day))
            )
            holders.append((contact, account))
            left = day + timedelta(days=dice.between(40, 420)) if dice.says(24) else None
            used = day + timedelta(days=dice.below(min(300, (BEFORE - day).days)))
            yield {
                "card": f"CT-{number:04d}",
                "contact": contact,
                "account": account,
                "joined-on": day,
                "left-on": left if left and left < BEFORE else None,
                "last-used-on": min(used, left) if left else used,
                "points": dice.between(0, 1800),
            }


def _customer(world: World, dice: Dice, day: date) -> str:
    known = [
        a
        for a in world.accounts
        if a.since and a.since <= day and not (a.lost_on and a.lost_on <= day)
    ]
    return dice.pick(known).key


def _referrals(world: World) -> Iterator[Row]:
    """Some customers recommend us again and again: participants are told apart."""
    dice, number = Dice("referrals"), 0
    for month in months():
        for _ in range(dice.between(8, 14) if month.year < 2026 else dice.between(11, 18)):
            number += 1
            day = dice.workday(month, month_after(month))
            account = (
                _customer(world, dice, day) if dice.says(65) else f"C-{dice.between(1, 12):04d}"
            )
            yield {
                "referral": f"R-{number:04d}",
                "participant": account,
                "account": account,
                "owner": dice.pick(sellers(day)),
                "made-on": day,
                "status": dice.weighed({"made": 20, "contacted": 45, "won": 20, "refused": 15}),
            }


def _surveys(world: World) -> Iterator[Row]:
    dice, number = Dice("surveys"), 0
    for month in months():
        for _ in range(dice.between(26, 38)):
            number += 1
            kind = dice.weighed({"satisfaction": 75, "recommendation": 25})
            sent = dice.workday(month, month_after(month))
            answered = sent + timedelta(days=dice.between(0, 12))
            has_answer = dice.says(78) and answered < BEFORE
            pleased = 84 if month < date(2026, 4, 1) else 86 if month < date(2026, 7, 1) else 92
            score = dice.between(4, 5) if dice.says(pleased) else dice.between(1, 3)
            yield {
                "answer": f"Y-{number:04d}",
                "survey": f"{kind}-{month:%Y-%m}",
                "kind": kind,
                "account": _customer(world, dice, sent),
                "sent-on": sent,
                "answered-on": answered if has_answer else None,
                "score": (score if kind == "satisfaction" else score * 2)
                if has_answer
                else None,
            }


# The business day is Madrid's, so that the first of these opened on 1 July and the second on 30
# June; the third was resolved after exactly 24 hours, the fourth a minute too late.
CORNERS = (
    (datetime(2026, 6, 30, 22, 40, tzinfo=UTC), 20 * 60),
    (datetime(2026, 6, 30, 21, 40, tzinfo=UTC), 50 * 60),
    (datetime(2026, 7, 8, 9, 15, tzinfo=UTC), 24 * 60),
    (datetime(2026, 7, 9, 9, 15, tzinfo=UTC), 24 * 60 + 1),
    (datetime(2026, 9, 30, 16, 5, tzinfo=UTC), None),
)


def _tickets(world: World) -> Iterator[Row]:
    dice, number = Dice("tickets"), 0
    for month in months():
        for _ in range(dice.between(18, 27)):
            number += 1
            day = dice.workday(month, month_after(month))
            at = datetime(
                day.year, day.month, day.day, dice.between(5, 21), dice.below(60), tzinfo=UTC
            )
            quick = dice.says(88 if month.year < 2026 else 93)
            minutes = dice.between(20, 1380) if quick else dice.between(1500, 7000)
            kind = dice.weighed({"complaint": 46, "fault": 28, "question": 18, "request": 8})
            yield _ticket(world, f"G-{number:04d}", at, kind=kind, minutes=minutes)
    for corner, (at, taken) in enumerate(CORNERS, 1):
        yield _ticket(world, f"G-9{corner:03d}", at, kind="complaint", minutes=taken)


def _ticket(world: World, key: str, at: datetime, *, kind: str, minutes: int | None) -> Row:
    dice = Dice(key)
    resolved = at + timedelta(minutes=minutes) if minutes else None
    return {
        "ticket": key,
        "account": _customer(world, dice, at.date()),
        "kind": kind,
        "priority": dice.weighed({"low": 20, "normal": 55, "high": 20, "urgent": 5}),
        "opened-at": at,
        "resolved-at": resolved if resolved and resolved.date() < BEFORE else None,
    }
