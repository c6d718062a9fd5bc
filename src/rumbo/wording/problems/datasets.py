"""What the codes of datasets say."""

MESSAGES = {
    "dataset.unknown": {
        "en": ("There is no dataset «{name}».", "Declare it first, or check its spelling."),
        "es": (
            "No hay ningún conjunto de datos «{name}».",
            "Decláralo antes o revisa el nombre.",
        ),
    },
    "dataset.linked": {
        "en": (
            "The records of «{dataset}» live in another engine.",
            "Change them there: Rumbo reads that table and never writes it.",
        ),
        "es": (
            "Los registros de «{dataset}» viven en otro motor.",
            "Cámbialos allí: Rumbo lee esa tabla y nunca la escribe.",
        ),
    },
    "dataset.field-twice": {
        "en": (
            "The field «{field}» stands twice.",
            "Rename one; a hyphen and an underscore count as the same.",
        ),
        "es": (
            "El campo «{field}» aparece dos veces.",
            "Cambia el nombre de uno; el guion y el guion bajo cuentan como iguales.",
        ),
    },
    "dataset.unknown-field": {
        "en": ("The dataset has no field «{field}».", "Add it to the fields, or name another."),
        "es": (
            "El conjunto no tiene ningún campo «{field}».",
            "Añádelo a los campos o nombra otro.",
        ),
    },
    "dataset.wrong-field": {
        "en": (
            "The field «{field}» is of a type that cannot serve here.",
            "Name a field of type {allowed}.",
        ),
        "es": (
            "El campo «{field}» es de un tipo que aquí no sirve.",
            "Nombra un campo de tipo {allowed}.",
        ),
    },
    "dataset.currency": {
        "en": (
            "The money field «{field}» does not say its currency («{value}»).",
            "Write a code such as USD, or the id of a text field that holds one.",
        ),
        "es": (
            "El campo de dinero «{field}» no dice su moneda («{value}»).",
            "Escribe un código como EUR o el id de un campo de texto que lo contenga.",
        ),
    },
    "dataset.choices": {
        "en": ("The choice field «{field}» lists no choices.", "Add «choices: […]»."),
        "es": ("El campo de opciones «{field}» no lista ninguna.", "Añade «choices: […]»."),
    },
    "dataset.personal": {
        "en": (
            "The field «{field}» cannot be personal: figures or keys depend on it.",
            "Texts, choices, dates, instants, yes or no can, if nothing refers to them.",
        ),
        "es": (
            "El campo «{field}» no puede ser personal: de él dependen cifras o claves.",
            "Pueden serlo textos, opciones, fechas, instantes y sí o no sin otro uso.",
        ),
    },
    "dataset.retyped": {
        "en": (
            "The field «{field}» was «{was}» and the log holds such values.",
            "Keep its type, or add a field of another name.",
        ),
        "es": (
            "El campo «{field}» era «{was}» y el registro contiene valores así.",
            "Conserva su tipo o añade un campo con otro nombre.",
        ),
    },
    "dataset.rekeyed": {
        "en": (
            "The key of the dataset was «{was}», not «{field}».",
            "Keep the key, or declare another dataset.",
        ),
        "es": (
            "La clave del conjunto era «{was}», no «{field}».",
            "Conserva la clave o declara otro conjunto.",
        ),
    },
    "dataset.reason": {
        "en": ("No reason is given.", "Say why the definition changes; it is kept with it."),
        "es": ("Falta el motivo.", "Di por qué cambia la definición; se guarda con ella."),
    },
    "dataset.nameless": {
        "en": (
            "The dataset or a field of it has no name.",
            "Write one, in English or in Spanish; a dataset needs at least its key.",
        ),
        "es": (
            "El conjunto o alguno de sus campos no tiene nombre.",
            "Escríbelo, en inglés o en español; un conjunto necesita al menos su clave.",
        ),
    },
    "dataset.exists": {
        "en": (
            "There is a dataset «{name}» already.",
            "Choose another name, or open that one and add a field.",
        ),
        "es": (
            "Ya hay un conjunto «{name}».",
            "Elige otro nombre, o abre aquel y añade un campo.",
        ),
    },
    "dataset.not-shipped": {
        "en": ("No dataset «{name}» comes with Rumbo.", "Choose one of the list."),
        "es": ("Rumbo no trae ningún conjunto «{name}».", "Elige uno de la lista."),
    },
}
