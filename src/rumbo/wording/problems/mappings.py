"""What the codes of mappings, and of how a file is written, say."""

MESSAGES = {
    "mapping.unknown": {
        "en": ("There is no mapping «{name}».", "Known mappings: {known}."),
        "es": ("No hay ninguna correspondencia «{name}».", "Las que hay: {known}."),
    },
    "mapping.unknown-field": {
        "en": ("The dataset has no field «{name}».", "Its fields are: {known}."),
        "es": ("El conjunto no tiene ningún campo «{name}».", "Sus campos son: {known}."),
    },
    "mapping.unknown-field+near": {
        "en": ("The dataset has no field «{name}».", "Did you mean «{near}»?"),
        "es": ("El conjunto no tiene ningún campo «{name}».", "¿Querías decir «{near}»?"),
    },
    "mapping.required-field": {
        "en": ("No column feeds the required field «{field}».", "Map a column to it."),
        "es": (
            "Ninguna columna alimenta el campo obligatorio «{field}».",
            "Asígnale una columna.",
        ),
    },
    "mapping.field-twice": {
        "en": ("Two columns feed the field «{field}».", "Keep one of them."),
        "es": ("Dos columnas alimentan el campo «{field}».", "Deja solo una."),
    },
    "mapping.dates": {
        "en": (
            "«{value}» is not a date format.",
            "Use %Y, %m and %d once each, such as %d/%m/%Y.",
        ),
        "es": (
            "«{value}» no es un formato de fecha.",
            "Usa %Y, %m y %d una vez cada uno, como %d/%m/%Y.",
        ),
    },
    "mapping.instants": {
        "en": (
            "«{value}» is not a format of date and time.",
            "Use %Y, %m, %d, %H and %M once each, %S if there are seconds, and %z at the end.",
        ),
        "es": (
            "«{value}» no es un formato de fecha y hora.",
            "Usa %Y, %m, %d, %H y %M una vez cada uno, %S si hay segundos y %z al final.",
        ),
    },
    "mapping.marks": {
        "en": (
            "«{value}» cannot mark both decimals and thousands.",
            "Choose different marks, or leave «thousands» out.",
        ),
        "es": (
            "«{value}» no puede separar a la vez los decimales y los miles.",
            "Elige marcas distintas o deja fuera «thousands».",
        ),
    },
    "mapping.yes-no": {
        "en": ("A word stands for both yes and no.", "Keep it in one of the two lists."),
        "es": ("Una palabra significa a la vez sí y no.", "Déjala en una sola de las listas."),
    },
    "detect.sure": {
        "en": ("“{evidence}” in “{column}” can only be read so.", ""),
        "es": ("«{evidence}», en «{column}», solo se puede leer así.", ""),
    },
    "detect.open": {
        "en": (
            "“{evidence}” in “{column}” can be read in more than one way.",
            "Say which; nothing is guessed.",
        ),
        "es": (
            "«{evidence}», en «{column}», se puede leer de más de una manera.",
            "Di cuál; nada se adivina.",
        ),
    },
    "detect.open+against": {
        "en": (
            "The values of “{column}” do not agree: “{evidence}” and “{against}”.",
            "Say how they are to be read; the others stay out.",
        ),
        "es": (
            "Los valores de «{column}» no concuerdan: «{evidence}» y «{against}».",
            "Di cómo hay que leerlos; los demás quedan fuera.",
        ),
    },
    "detect.against": {
        "en": (
            "“{evidence}” in “{column}” is read so, and “{against}” cannot be.",
            "Rows like that stay out.",
        ),
        "es": (
            "«{evidence}», en «{column}», se lee así; «{against}» no se puede.",
            "Las filas así quedan fuera.",
        ),
    },
    "detect.declared": {
        "en": (
            "The mapping says so, but “{evidence}” in “{column}” can only be read otherwise.",
            "Change it here if this file is written in another way.",
        ),
        "es": (
            "La correspondencia lo dice, pero «{evidence}» («{column}») se lee de otro modo.",
            "Cámbialo aquí si este archivo está escrito de otra manera.",
        ),
    },
    "detect.seen": {
        "en": ("Seen in “{evidence}”.", ""),
        "es": ("Se ve en «{evidence}».", ""),
    },
    "detect.delimiter": {
        "en": ("It cuts the lines in {evidence} columns.", ""),
        "es": ("Corta las líneas en {evidence} columnas.", ""),
    },
    "detect.encoding": {
        "en": ("“{evidence}” reads right only so.", ""),
        "es": ("«{evidence}» solo se lee bien así.", ""),
    },
}
