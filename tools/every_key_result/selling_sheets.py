"""Accounts, deals and contracts as files. Deals are written as a Spanish CRM exports them."""

from collections.abc import Iterator
from datetime import date, timedelta

from tools.every_key_result.catalogue import MACHINES
from tools.every_key_result.days import BEFORE, FIRST, years_later
from tools.every_key_result.dice import Dice
from tools.every_key_result.sheets import Cell, Row, Sheet, euros, sheet, written_in_spanish
from tools.every_key_result.world import Account, Deal, World

DEAL_COLUMNS = (
    "Oportunidad",
    "Cuenta",
    "Vendedor",
    "Tipo",
    "Etapa",
    "Producto",
    "Mercado",
    "Región",
    "Canal",
    "Abierta",
    "Cierre previsto",
    "Cerrada",
    "Importe",
    "Moneda",
    "Importe firmado",
    "Corrige",
)
KINDS = {
    "new": "nueva",
    "cross-sell": "venta cruzada",
    "upsell": "ampliación",
    "renewal": "renovación",
}
STAGES = {
    "prospecting": "prospección",
    "qualified": "cualificada",
    "proposal": "propuesta",
    "negotiation": "negociación",
    "won": "ganada",
    "lost": "perdida",
}
CHANNELS = {"direct": "directo", "phone": "teléfono", "online": "en línea"}
# Pesos for a euro, in hundredths, as agreed in January for the whole year.
PESOS = {2023: 1920, 2024: 1985, 2025: 2060, 2026: 2115}


def sheets(world: World) -> tuple[Sheet, ...]:
    """The files of accounts, deals and contracts."""
    return (_accounts(world), _deals(world), _contracts(world))


def _accounts(world: World) -> Sheet:
    columns = """account name owner market target-market size country region customer-since
        lost-on lost-reason"""
    dice = Dice("accounts")
    return sheet("accounts", columns, (_account(each, dice) for each in world.accounts))


def _account(account: Account, dice: Dice) -> Row:
    reason = dice.pick(("cierre del negocio", "precio", "servicio", "otro proveedor"))
    return {
        "account": account.key,
        "name": account.name,
        "owner": account.owner,
        "market": account.market,
        "target-market": account.is_target,
        "size": account.size,
        "country": account.country,
        "region": account.region,
        "customer-since": account.since,
        "lost-on": account.lost_on,
        "lost-reason": reason if account.lost_on else None,
    }


def _deals(world: World) -> Sheet:
    return Sheet("deals", DEAL_COLUMNS, tuple(_deal(each) for each in world.deals), ";")


def _deal(deal: Deal) -> Row:
    is_mexican = deal.account.country == "MX"
    rate = PESOS[(deal.closed or deal.opened).year]
    signed = deal.amount * rate // 100
    values: tuple[Cell, ...] = (
        deal.key,
        deal.account.key,
        deal.seller,
        KINDS[deal.kind],
        STAGES[deal.stage],
        deal.product,
        deal.account.market,
        deal.region,
        CHANNELS[deal.channel],
        _spanish(deal.opened),
        None if deal.closed else _spanish(deal.opened + timedelta(days=75)),
        _spanish(deal.closed),
        written_in_spanish(deal.amount),
        "MXN" if is_mexican else "EUR",
        written_in_spanish(signed if is_mexican else deal.amount),
        deal.corrects,
    )
    return dict(zip(DEAL_COLUMNS, values, strict=True))


def _spanish(day: date | None) -> str | None:
    return f"{day:%d/%m/%Y}" if day else None


def _contracts(world: World) -> Sheet:
    columns = """contract account owner kind signed-on starts-on ends-on outcome decided-on
        renewed-as yearly-amount"""
    return sheet("contracts", columns, _contract_rows(world, Dice("contracts")))


def _contract_rows(world: World, dice: Dice) -> Iterator[Row]:
    """A year of service with most machines, renewed from year to year until it is not."""
    sold = [each for each in world.deals if each.stage == "won" and each.product in MACHINES]
    number = 0
    for deal in sold:
        start = deal.closed
        if deal.corrects or start is None or not dice.says(72):
            continue
        amount, going = dice.between(18, 96) * 1000, True
        while going and start < BEFORE:
            number += 1
            row, going = _contract(deal, number, dice=dice, start=start, amount=amount)
            start = years_later(start, 1)
            if start >= FIRST:
                yield row
            amount = amount * 103 // 100


def _contract(
    deal: Deal, number: int, *, dice: Dice, start: date, amount: int
) -> tuple[Row, bool]:
    """One year of a contract, and whether another follows."""
    ends = years_later(start, 1)
    decided = ends + timedelta(days=dice.between(-45, 12))
    renewed = dice.says(80 if ends < date(2026, 7, 1) else 92)
    lost = deal.account.lost_on
    if lost and lost <= ends:
        renewed, decided = False, min(decided, lost)
    known = decided < BEFORE
    outcome = ("renewed" if renewed else "ended") if known else "open"
    row: dict[str, Cell] = {
        "contract": f"K-{number:04d}",
        "account": deal.account.key,
        "owner": deal.account.owner,
        "kind": "service",
        "signed-on": start - timedelta(days=dice.between(0, 20)),
        "starts-on": start,
        "ends-on": ends,
        "outcome": outcome,
        "decided-on": decided if known else None,
        "renewed-as": f"K-{number + 1:04d}" if outcome == "renewed" and ends < BEFORE else None,
        "yearly-amount": euros(amount),
    }
    return row, renewed
