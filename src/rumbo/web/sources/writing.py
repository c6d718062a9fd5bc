"""Between the form of a source and its document."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from rumbo.connectors.documents import span_text
from rumbo.connectors.rules.source import Source
from rumbo.web.imports.choosing import slug


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in each field of the form, by its name there; an address never does."""

    values: Mapping[str, str]

    def column(self, field: str) -> str:
        """The column that is to feed a field."""
        return self.values.get(f"column-{field}", "")


def blank(dataset: str) -> Written:
    """A form in which nothing is written yet."""
    return Written(
        {
            "dataset": dataset,
            "deletes": "never",
            "at-most-deleted": "20",
            "schedule": "every",
            "every": "15 minutes",
            "timeout": "5 minutes",
        }
    )


def written_of(source: Source) -> Written:
    """The form of a declared source."""
    schedule = source.schedule
    overlap = source.overlap
    values = {
        "name": source.key,
        "name-en": source.name.en,
        "name-es": source.name.es,
        "dataset": source.dataset,
        "connection": source.connection,
        "query": source.query,
        "key-column": source.key_column,
        "cursor": source.cursor_column,
        "overlap": str(overlap.count) if overlap.count else span_text(overlap.time),
        "time-zone": source.time_zone,
        "deletes": source.deletes.value,
        "at-most-deleted": str(source.at_most_deleted),
        "schedule": "by-hand" if schedule.is_by_hand else "cron" if schedule.cron else "every",
        "every": span_text(schedule.every) if schedule.every else "",
        "cron": schedule.cron,
        "timeout": span_text(source.timeout),
    }
    for column, fields in source.columns.items():
        values |= {f"column-{each}": column for each in fields}
    return Written(values)


def document_of(given: Mapping[str, str]) -> str:
    """The document that a form describes; what is wrong in it is found when it is read."""
    columns: dict[str, list[str]] = {}
    for name, value in given.items():
        if name.startswith("column-") and value.strip():
            columns.setdefault(value.strip(), []).append(name.removeprefix("column-"))
    name = given.get("name", "").strip()
    tree: dict[str, object] = {
        "source": slug(name) or "source",
        "kind": "sql",
        "name": {"en": given.get("name-en") or name, "es": given.get("name-es") or name},
        "dataset": given.get("dataset", ""),
        "connection": given.get("connection", "").strip(),
        "query": given.get("query", "").strip(),
        "key": given.get("key-column", "").strip(),
        "cursor": given.get("cursor", "").strip(),
        "overlap": given.get("overlap", "").strip(),
        "time-zone": given.get("time-zone", "").strip(),
        "columns": columns,
        "deletes": given.get("deletes", "never"),
        "at-most-deleted": f"{given.get('at-most-deleted', '').strip() or '20'}%",
        "schedule": _schedule(given),
        "timeout": given.get("timeout", "").strip() or "5 minutes",
    }
    kept = {each: value for each, value in tree.items() if value not in ("", {}, [])}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _schedule(given: Mapping[str, str]) -> dict[str, str]:
    chosen = given.get("schedule", "by-hand")
    value = given.get(chosen, "").strip() if chosen in {"every", "cron"} else ""
    return {chosen: value} if value else {}
