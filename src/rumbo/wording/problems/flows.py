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
}
