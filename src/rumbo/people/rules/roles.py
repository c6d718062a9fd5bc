"""Roles, and what each may see and do; docs/roles.md is written from this table."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the organisation; a person may hold several."""

    REP = "rep"
    MANAGER = "manager"
    COMPENSATION_ADMIN = "compensation-admin"
    FINANCE = "finance"
    EXECUTIVE = "executive"
    ADMIN = "admin"
    PARTNER = "partner"
    AUDITOR = "auditor"


class Right(StrEnum):
    """A verb that a door asks about before it calls an operation."""

    SEE_ALL_PAY = "see-all-pay"
    SEE_TEAM_PAY = "see-team-pay"
    SEE_COLLEAGUES = "see-colleagues"
    IMPORT_RECORDS = "import-records"
    EDIT_RECORDS = "edit-records"
    DECLARE_DATASETS = "declare-datasets"
    MATCH_PEOPLE = "match-people"
    DEFINE_METRICS = "define-metrics"
    MANAGE_SOURCES = "manage-sources"
    ERASE_PEOPLE = "erase-people"
    SETTLE = "settle"
    SET_OBJECTIVES = "set-objectives"
    DEFINE_BOARDS = "define-boards"
    READ_HISTORY = "read-history"
    RUN_DEMO = "run-demo"


_INSIDE = frozenset({Right.SEE_COLLEAGUES})
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.REP: _INSIDE,
    Role.MANAGER: _INSIDE | {Right.SEE_TEAM_PAY, Right.SET_OBJECTIVES, Right.DEFINE_BOARDS},
    Role.COMPENSATION_ADMIN: _INSIDE
    | {
        Right.SEE_ALL_PAY,
        Right.IMPORT_RECORDS,
        Right.EDIT_RECORDS,
        Right.DECLARE_DATASETS,
        Right.MATCH_PEOPLE,
        Right.DEFINE_METRICS,
        Right.DEFINE_BOARDS,
        Right.SETTLE,
        Right.READ_HISTORY,
    },
    Role.FINANCE: _INSIDE | {Right.SEE_ALL_PAY, Right.READ_HISTORY},
    Role.EXECUTIVE: _INSIDE | {Right.SET_OBJECTIVES, Right.DEFINE_BOARDS},
    Role.ADMIN: frozenset(Right),
    Role.PARTNER: frozenset(),
    Role.AUDITOR: _INSIDE | {Right.SEE_ALL_PAY, Right.READ_HISTORY},
}


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Everything that any of the roles allows."""
    return frozenset(right for role in roles for right in RIGHTS[Role(role)])
