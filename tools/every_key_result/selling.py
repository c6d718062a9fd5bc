"""Three years of selling, day by day: accounts, their deals, and what became of both."""

from datetime import date, timedelta

from tools.every_key_result.catalogue import (
    FOCUS,
    MACHINES,
    MARKETS,
    PRODUCTS,
    REGIONS,
    regions_of,
)
from tools.every_key_result.days import BEFORE, EARLIEST, FIRST, SEASON, month_after, months
from tools.every_key_result.dice import Dice
from tools.every_key_result.staff import OFFICES, place_of, sellers
from tools.every_key_result.world import Account, Deal, World

FIRST_OPENED = date(2024, 10, 1)
ONLINE = "online"
FORMER_SELLER = "Rosa Belmonte"  # left before 2025 and is in nobody's list of people
KINDS = {"new": 52, "cross-sell": 24, "upsell": 16, "renewal": 8}
SIZES = {"small": 55, "medium": 30, "large": 15}
FIRST_NAMES = (
    "Café",
    "Bar",
    "Hotel",
    "Grupo",
    "Oficinas",
    "Restaurante",
    "Cafetería",
    "Clínica",
    "Despacho",
    "Hostal",
    "Panadería",
    "Colegio",
)
LAST_NAMES = (
    "Alborada",
    "Buenavista",
    "Cantera",
    "Duero",
    "Encina",
    "Fuente Clara",
    "Guadalquivir",
    "Herradura",
    "Imperial",
    "Jacaranda",
    "La Loma",
    "Mirador",
    "Naranjo",
    "Olivares",
    "Plaza Mayor",
    "Quevedo",
    "Ribera",
    "San Telmo",
    "Tres Cruces",
    "Usera",
    "Vega Alta",
    "Xalapa",
    "Zócalo",
)


def simulated() -> World:
    """The whole history, the same every time."""
    world = World()
    _before_the_books(world)
    for month in months(FIRST_OPENED):
        _open_deals(world, month)
        if month >= FIRST:
            _lose_customers(world, month)
    _credit_notes(world)
    world.deals.sort(key=lambda each: (each.opened, each.key))
    return world


def _before_the_books(world: World) -> None:
    """The first purchase of every customer of before 2025, carried over from the old books."""
    dice = world.dice
    for number in range(118):
        day = dice.workday(EARLIEST, FIRST_OPENED)
        office = dice.weighed({"madrid": 35, "valencia": 25, "cdmx": 25, "guadalajara": 15})
        known = tuple(name for name in sellers(day, (office,)))
        seller = FORMER_SELLER if number % 9 == 0 else dice.pick(known or (FORMER_SELLER,))
        held, _ = regions_of(office, date(2024, 1, 1))
        account = _new_account(world, region=dice.pick(held), owner=seller)
        product = dice.pick(("Barista Pro", "Vending 500", "Cápsula Uno"))
        _won(
            world,
            account,
            seller=seller,
            product=product,
            opened=day - timedelta(days=30),
            closed=day,
        )


def _won(
    world: World, account: Account, *, seller: str, product: str, opened: date, closed: date
) -> None:
    amount = _amount(world.dice, product, account=account, day=closed)
    key = f"O-{len(world.deals) + 1:04d}"
    deal = Deal(
        key,
        account,
        seller,
        "new",
        "won",
        product,
        account.region,
        "direct",
        opened,
        closed,
        amount,
    )
    world.deals.append(deal)
    account.since = closed
    account.busy_until = closed


def _new_account(world: World, *, region: str, owner: str | None) -> Account:
    dice, number = world.dice, len(world.accounts) + 1
    name = f"{dice.pick(FIRST_NAMES)} {dice.pick(LAST_NAMES)}"
    account = Account(
        f"C-{number:04d}", name, dice.weighed(MARKETS), dice.weighed(SIZES), region, owner
    )
    world.accounts.append(account)
    return account


def _amount(dice: Dice, product: str, *, account: Account, day: date) -> int:
    """Larger customers buy more, and machines grew dearer in 2026."""
    low, high = PRODUCTS[product][2:]
    percent = {"small": 95, "medium": 125, "large": 190}[account.size]
    if day.year > 2025 and product in MACHINES:
        percent = percent * 114 // 100
    return dice.bell(low, high) * percent + dice.pick((0, 0, 50, 90))


def _open_deals(world: World, month: date) -> None:
    pace = 33 if month.year < 2026 else 36 + month.month
    for _ in range(pace * SEASON[month.month] // 100 + world.dice.below(4)):
        _open_deal(world, world.dice.workday(month, month_after(month)))


def _open_deal(world: World, day: date) -> None:
    dice = world.dice
    channel = dice.weighed({"direct": 66, "phone": 16, ONLINE: 14 if day.year < 2026 else 19})
    office = dice.weighed({"madrid": 34, "valencia": 22, "cdmx": 26, "guadalajara": 18})
    seller = None if channel == ONLINE else dice.pick(sellers(day, (office,)))
    kind = dice.weighed(KINDS)
    account = _buyer(world, kind, office=office, day=day, owner=seller)
    product = _product(dice, kind, channel=channel, day=day)
    days = dice.between(0, 4) if channel == ONLINE else _cycle(dice, kind, day)
    closed = day + timedelta(days=days)
    closed += timedelta(days={5: 2, 6: 1}.get(closed.weekday(), 0))
    _decide(
        world,
        Deal(
            "",
            account,
            seller,
            kind,
            "",
            product,
            _delivered_in(dice, account, day),
            channel,
            day,
            closed,
            _amount(dice, product, account=account, day=day),
        ),
    )


def _buyer(world: World, kind: str, *, office: str, day: date, owner: str | None) -> Account:
    dice = world.dice
    if kind != "new":
        return dice.pick(world.customers(day))
    prospects = world.prospects(day)
    if prospects and dice.says(18):
        return dice.pick(prospects)
    held, new = regions_of(office, day)
    region = dice.pick(new) if new and dice.says(55) else dice.pick(held)
    return _new_account(world, region=region, owner=owner)


def _delivered_in(dice: Dice, account: Account, day: date) -> str:
    """Mostly where the account is; some have a second house in a region that is new for us."""
    new = [name for name, each in REGIONS.items() if each[1] and each[2] <= day]
    reachable = [name for name in new if REGIONS[name][0] == account.country]
    return dice.pick(reachable) if reachable and dice.says(7) else account.region


def _product(dice: Dice, kind: str, *, channel: str, day: date) -> str:
    if channel == ONLINE:
        return dice.weighed({"Cápsula Uno": 30, "Café en grano": 40, "Cápsulas": 30})
    if kind == "cross-sell":
        return dice.weighed(
            {"Café en grano": 35, "Cápsulas": 20, "Mantenimiento": 20, FOCUS: 25}
        )
    if kind == "renewal":
        return dice.weighed({"Mantenimiento": 60, "Café en grano": 40})
    focus = 0 if day < date(2025, 2, 3) else 26 if day.year < 2026 else 42
    return dice.weighed({**dict.fromkeys(MACHINES[1:], 28), FOCUS: focus})


def _cycle(dice: Dice, kind: str, day: date) -> int:
    """Days from opening to closing: new customers take longest, and 2026 is quicker."""
    high = {"new": 86, "cross-sell": 52, "upsell": 60, "renewal": 40}[kind]
    return dice.bell(8, high if day < date(2026, 2, 1) else high * 90 // 100)


def _decide(world: World, deal: Deal) -> None:
    """Whether it is won, lost, or still open when the records end."""
    dice, account = world.dice, deal.account
    deal.key = f"O-{len(world.deals) + 1:04d}"
    chance = 88 if deal.channel == ONLINE else 70 if deal.kind == "renewal" else 47
    deal.stage = "won" if dice.says(chance) else "lost"
    _, is_new, opened, _ = REGIONS[deal.region]
    unripe = is_new and deal.closed is not None and (deal.closed - opened).days < 30
    if deal.closed is None or deal.closed >= BEFORE or unripe:
        deal.stage = dice.pick(("prospecting", "qualified", "proposal", "negotiation"))
        deal.closed = None
    account.busy_until = max(account.busy_until, deal.closed or BEFORE)
    if (
        deal.stage == "won"
        and deal.closed
        and (not account.since or deal.closed < account.since)
    ):
        account.since = deal.closed
    world.deals.append(deal)


def _lose_customers(world: World, month: date) -> None:
    """A few customers leave each month; none who is in the middle of buying."""
    dice, before = world.dice, month_after(month)
    for account in world.customers(month):
        if account.busy_until < month and dice.below(1000) < (
            15 if month < date(2026, 7, 1) else 14
        ):
            account.lost_on = dice.workday(month, before)


def _credit_notes(world: World) -> None:
    """Some deals are credited back, in part or in whole, some weeks later."""
    dice = world.dice
    for deal in [each for each in world.deals if each.stage == "won" and each.closed]:
        if deal.closed is None or deal.closed < FIRST or not dice.says(4):
            continue
        day = deal.closed + timedelta(days=dice.between(7, 40))
        share = dice.weighed({100: 25, 50: 25, 20: 30, 10: 20})
        if day < BEFORE and not (deal.account.lost_on and day >= deal.account.lost_on):
            world.deals.append(
                Deal(
                    f"A-{deal.key[2:]}",
                    deal.account,
                    deal.seller,
                    deal.kind,
                    "won",
                    deal.product,
                    deal.region,
                    deal.channel,
                    day,
                    day,
                    -(deal.amount * share // 100),
                    deal.key,
                )
            )


def office_of(deal: Deal) -> str:
    """The unit that a deal counts for when it closes; a former seller's go to Madrid."""
    if deal.seller is None:
        return ONLINE
    place = place_of(deal.seller, deal.closed or deal.opened)
    return place.team if place and place.team in OFFICES else "madrid"
