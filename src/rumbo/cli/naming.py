"""From keys of people and teams to the names a reader knows, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.cli import words
from rumbo.cli.output import Json
from rumbo.cli.session import Session
from rumbo.kernel.problems import Problem, Refused

OF_PEOPLE = frozenset({"person", "manager", "payee"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of people and teams, and which dimensions hold teams."""

    people: Mapping[str, str]
    teams: Mapping[str, str]
    levels: frozenset[str]

    @classmethod
    def of(cls, session: Session) -> "Names":
        from rumbo.people import queries  # noqa: PLC0415

        teams = queries.teams(viewer=session.viewer)
        return cls(
            people=queries.names(viewer=session.viewer),
            teams={each.key: each.name for each in teams},
            levels=frozenset(each.level for each in teams),
        )

    def name(self, dimension: str, key: str) -> str:
        """The name to show for a key of a dimension; the key itself when it has none."""
        if dimension in OF_PEOPLE:
            return self.people.get(key, key)
        return self.teams.get(key, key) if dimension in self.levels else key

    def as_json(self, dimensions: Mapping[str, str | None]) -> dict[str, Json]:
        """Each dimension with its name; people and teams also with their key."""
        found: dict[str, Json] = {}
        for dimension, key in dimensions.items():
            found[dimension] = self.name(dimension, key) if key is not None else None
            if dimension in OF_PEOPLE or dimension in self.levels:
                found[f"{dimension}_key"] = key
        return found

    def shown(self, dimensions: Mapping[str, str | None], language: str) -> tuple[str, ...]:
        """Each dimension's value as a person reads it."""
        return tuple(
            self.name(dimension, key) if key is not None else _missing(dimension, language)
            for dimension, key in dimensions.items()
        )

    def person_key(self, given: str) -> str:
        """The key of the person with this key or exact name. Raises Refused."""
        if given in self.people:
            return given
        found = [
            key for key, name in self.people.items() if name.casefold() == given.casefold()
        ]
        if len(found) != 1:
            raise Refused(Problem("cli.unknown-person", facts={"value": given}))
        return found[0]


def _missing(dimension: str, language: str) -> str:
    word = words.UNMATCHED if dimension in OF_PEOPLE else words.NOTHING
    return word.in_language(language)
