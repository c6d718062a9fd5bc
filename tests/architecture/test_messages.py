"""The check of the Spanish catalogue names what a reader would miss."""

from babel.messages.catalog import Catalog

from tools.messages import faults_of


def _catalogue(**texts: str) -> Catalog:
    catalogue = Catalog(locale="es", fuzzy=False)
    for words, spanish in texts.items():
        catalogue.add(words, spanish, locations=[("home.html", 1)])
    return catalogue


def _faults(stored: Catalog, wanted: Catalog) -> list[str]:
    return [fault for fault in faults_of(stored, wanted) if "django.mo" not in fault]


def test_a_full_catalogue_has_no_faults() -> None:
    assert _faults(_catalogue(Board="Tablero"), _catalogue(Board="")) == []


def test_a_new_message_is_named_with_its_file() -> None:
    faults = _faults(_catalogue(), _catalogue(Board=""))
    assert faults == ["Not in django.po, run ./dev.py write: «Board» (home.html)"]


def test_a_message_without_spanish_is_named() -> None:
    faults = _faults(_catalogue(Board=""), _catalogue(Board=""))
    assert faults == ["Without Spanish words: «Board» (home.html)"]


def test_a_doubtful_translation_is_named() -> None:
    stored = _catalogue()
    stored.add("Board", "Consejo", flags=["fuzzy"], locations=[("home.html", 1)])
    assert _faults(stored, _catalogue(Board=""))[0].startswith("Marked fuzzy")


def test_a_lost_placeholder_is_named() -> None:
    stored = _catalogue(**{"%(rank)s of %(all)s": "%(puesto)s de %(all)s"})
    faults = _faults(stored, _catalogue(**{"%(rank)s of %(all)s": ""}))
    assert len(faults) == 1


def test_a_message_that_nobody_uses_is_named() -> None:
    assert _faults(_catalogue(Board="Tablero"), _catalogue())[0].startswith("In django.po but")
