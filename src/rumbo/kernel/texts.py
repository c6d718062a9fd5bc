"""A short text that the users wrote themselves, in the languages of the product."""

from dataclasses import dataclass

LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Text:
    """A name or sentence in English and Spanish; a missing language falls back to the other."""

    en: str = ""
    es: str = ""

    def in_language(self, language: str) -> str:
        """Read in a language tag such as `es` or `es-MX`."""
        wanted, other = (self.es, self.en) if language.startswith("es") else (self.en, self.es)
        return wanted or other
