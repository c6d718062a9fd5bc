"""What the codes of the flows say."""

MESSAGES = {
    "flow.no-such-file": {
        "en": ("There is no file «{value}».", "Check the path."),
        "es": ("No existe el archivo «{value}».", "Revisa la ruta."),
    },
    "flow.not-text": {
        "en": (
            "The file is not text in UTF-8 (byte {byte}).",
            "Save it as UTF-8 text; a spreadsheet has to be exported first.",
        ),
        "es": (
            "El archivo no es texto en UTF-8 (byte {byte}).",
            "Guárdalo como texto UTF-8; una hoja de cálculo hay que exportarla antes.",
        ),
    },
    "flow.replay.ended": {
        "en": ("The replay has reached its end.", "Start it again to watch it once more."),
        "es": ("La reproducción llegó a su fin.", "Empiézala de nuevo para verla otra vez."),
    },
}
