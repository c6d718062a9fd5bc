"""Sentences for what a document's text, keys and values can have wrong."""

MESSAGES = {
    "document.too-deep": {
        "en": ("The file nests lists and keys too deeply.", "Flatten it to fewer levels."),
        "es": ("El archivo anida demasiados niveles.", "Redúcelo a menos niveles."),
    },
    "document.tag": {
        "en": ("The tag «{tag}» is not allowed.", "Write the plain value without a tag."),
        "es": ("La etiqueta «{tag}» no se admite.", "Escribe el valor sin etiqueta."),
    },
    "document.key": {
        "en": ("A key is a list or a group of keys.", "Use a short text as the key."),
        "es": (
            "Una clave es una lista o un grupo de claves.",
            "Usa un texto corto como clave.",
        ),
    },
    "document.duplicate-key": {
        "en": ("The key «{key}» is written twice.", "Keep one of the two."),
        "es": ("La clave «{key}» está escrita dos veces.", "Deja solo una."),
    },
    "document.too-large": {
        "en": ("The file is larger than 1 MB.", "Split it into several files."),
        "es": ("El archivo pesa más de 1 MB.", "Divídelo en varios archivos."),
    },
    "document.empty": {
        "en": ("The file is empty.", "Write the document in it, or remove the file."),
        "es": ("El archivo está vacío.", "Escribe el documento o elimina el archivo."),
    },
    "document.not-yaml": {
        "en": ("This is not valid YAML: {reason}.", "Mend the line and try again."),
        "es": ("Esto no es YAML válido: {reason}.", "Corrige la línea e inténtalo de nuevo."),
    },
    "document.anchor": {
        "en": ("Anchors and aliases are not allowed.", "Write the value out where it is used."),
        "es": ("No se admiten anclas ni alias.", "Escribe el valor donde se usa."),
    },
    "document.unknown-key": {
        "en": ("The key «{key}» is not known here.", "Remove it, or check its place."),
        "es": ("La clave «{key}» no se conoce aquí.", "Quítala o revisa su lugar."),
    },
    "document.unknown-key+near": {
        "en": ("The key «{key}» is not known here.", "Did you mean «{near}»?"),
        "es": ("La clave «{key}» no se conoce aquí.", "¿Querías decir «{near}»?"),
    },
    "document.missing-key": {
        "en": ("The key «{key}» is missing.", "Add it."),
        "es": ("Falta la clave «{key}».", "Añádela."),
    },
    "document.wrong-value": {
        "en": (
            "The value «{value}» does not fit «{key}»: {reason}.",
            "Write a value of the right kind.",
        ),
        "es": (
            "El valor «{value}» no sirve para «{key}»: {reason}.",
            "Escribe un valor del tipo adecuado.",
        ),
    },
}
