"""Accounts and deals while they are being made up."""

from dataclasses import dataclass, field
from datetime import date

from tools.every_key_result.catalogue import REGIONS, TARGET_MARKETS
from tools.every_key_result.days import EARLIEST
from tools.every_key_result.dice import Dice


@dataclass(slots=True)
class Account:
    """A company that buys, or may."""

    key: str
    name: str
    market: str
    size: str
    region: str
    owner: str | None
    since: date | None = None
    lost_on: date | None = None
    busy_until: date = EARLIEST

    @property
    def country(self) -> str:
        return REGIONS[self.region][0]

    @property
    def is_target(self) -> bool:
        return self.market in TARGET_MARKETS


@dataclass(slots=True)
class Deal:
    """An opportunity; a credit note names the deal that it corrects. Amounts are euro cents."""

    key: str
    account: Account
    seller: str | None
    kind: str
    stage: str
    product: str
    region: str
    channel: str
    opened: date
    closed: date | None
    amount: int
    corrects: str = ""


@dataclass(slots=True)
class World:
    """Everything that has happened so far."""

    dice: Dice = field(default_factory=lambda: Dice("selling"))
    accounts: list[Account] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)

    def customers(self, day: date) -> list[Account]:
        return [a for a in self.accounts if a.since and a.since <= day and not a.lost_on]

    def prospects(self, day: date) -> list[Account]:
        return [a for a in self.accounts if a.since is None and a.busy_until < day]
