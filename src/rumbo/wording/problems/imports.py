"""What the codes of files and their rows say."""

MESSAGES = {
    "import.empty": {
        "en": ("The file is empty.", "Export it again; the first line names the columns."),
        "es": (
            "El archivo está vacío.",
            "Expórtalo de nuevo; la primera línea nombra las columnas.",
        ),
    },
    "import.not-text": {
        "en": (
            "The file is not a CSV text.",
            "Rumbo reads CSV, XLSX, ODS, Parquet and JSON lines: export it as one of these.",
        ),
        "es": (
            "El archivo no es un texto CSV.",
            "Rumbo lee CSV, XLSX, ODS, Parquet y JSON por líneas: expórtalo en uno de ellos.",
        ),
    },
    "import.not-text+encoding": {
        "en": (
            "The file is a text with two bytes for each letter (UTF-16).",
            "Say «encoding: utf-16» in the mapping, or save it as UTF-8.",
        ),
        "es": (
            "El archivo es un texto con dos bytes por letra (UTF-16).",
            "Indica «encoding: utf-16» en la correspondencia o guárdalo como UTF-8.",
        ),
    },
    "import.old-workbook": {
        "en": (
            "The workbook is locked with a password, or of the old XLS format.",
            "Open it in a spreadsheet program and save it as XLSX without a password.",
        ),
        "es": (
            "El libro está protegido con contraseña o es del antiguo formato XLS.",
            "Ábrelo en un programa de hojas de cálculo y guárdalo como XLSX sin contraseña.",
        ),
    },
    "import.damaged": {
        "en": (
            "The file begins as {kind} and cannot be read to its end.",
            "Export it again; it may have been cut on its way.",
        ),
        "es": (
            "El archivo empieza como {kind} y no se puede leer hasta el final.",
            "Expórtalo de nuevo; quizá se cortó por el camino.",
        ),
    },
    "import.unpacks-too-large": {
        "en": (
            "The file unpacks to more than {limit} MB, which is not read.",
            "Cut it in parts, or export it as CSV.",
        ),
        "es": (
            "El archivo ocupa descomprimido más de {limit} MB y no se lee.",
            "Divídelo en partes o expórtalo como CSV.",
        ),
    },
    "import.sheet-too-large": {
        "en": (
            "The workbook needs more memory than an import may take.",
            "Cut it in parts, delete what stands far below or beside the table, or export CSV.",
        ),
        "es": (
            "El libro necesita más memoria de la que puede usar una importación.",
            "Divídelo, borra lo que haya lejos de la tabla o expórtalo como CSV.",
        ),
    },
    "import.which-sheet": {
        "en": (
            "Several sheets hold something, and the mapping does not say which one to read.",
            "Write «sheet: NAME» in the mapping, with one of: {known}.",
        ),
        "es": (
            "Varias hojas tienen contenido y la correspondencia no dice cuál leer.",
            "Escribe «sheet: NOMBRE» en la correspondencia, con una de estas: {known}.",
        ),
    },
    "import.no-sheet": {
        "en": ("There is no sheet «{sheet}» with content.", "The sheets are: {known}."),
        "es": ("No hay ninguna hoja «{sheet}» con contenido.", "Las hojas son: {known}."),
    },
    "import.no-header": {
        "en": (
            "None of the first rows of the sheet names its columns.",
            "Put one row of names, each of them once, above the data.",
        ),
        "es": (
            "Ninguna de las primeras filas de la hoja nombra las columnas.",
            "Pon encima de los datos una fila de nombres, cada uno una sola vez.",
        ),
    },
    "import.too-many-columns": {
        "en": ("The file has {found} columns; {limit} are read at most.", "Leave some out."),
        "es": (
            "El archivo tiene {found} columnas; se leen {limit} como mucho.",
            "Quita algunas.",
        ),
    },
    "import.column-type": {
        "en": (
            "The column «{column}» holds {type}, which no field can keep.",
            "Write it as text, a number, a date or yes and no.",
        ),
        "es": (
            "La columna «{column}» contiene {type}, que ningún campo puede guardar.",
            "Escríbela como texto, número, fecha o sí y no.",
        ),
    },
    "import.cell-error": {
        "en": (
            "The cell in «{column}» holds an error of the spreadsheet.",
            "Mend its formula and save the workbook.",
        ),
        "es": (
            "La celda de «{column}» contiene un error de la hoja de cálculo.",
            "Corrige su fórmula y guarda el libro.",
        ),
    },
    "import.uncalculated": {
        "en": (
            "The formula in «{column}» was never computed.",
            "Open the workbook in a spreadsheet program and save it.",
        ),
        "es": (
            "La fórmula de «{column}» no se ha calculado nunca.",
            "Abre el libro en un programa de hojas de cálculo y guárdalo.",
        ),
    },
    "import.not-json": {
        "en": (
            "This is not one JSON object.",
            "Write each record as one object; NaN and Infinity are no JSON.",
        ),
        "es": (
            "Esto no es un objeto JSON.",
            "Escribe cada registro como un objeto; NaN e Infinity no son JSON.",
        ),
    },
    "import.name-twice": {
        "en": ("The object names the same field twice.", "Keep one of the two values."),
        "es": ("El objeto nombra dos veces el mismo campo.", "Deja uno de los dos valores."),
    },
    "import.nested": {
        "en": (
            "The value of «{column}» is a list, or lies too deep in other objects.",
            "Map a column with one text, number, date or yes and no.",
        ),
        "es": (
            "El valor de «{column}» es una lista o está demasiado dentro de otros objetos.",
            "Usa una columna con un solo texto, número, fecha o sí y no.",
        ),
    },
    "import.missing.everything": {
        "en": (
            "No row of the file is right: all records of its source would be deleted.",
            "Mend the rows first, or import without deleting what is missing.",
        ),
        "es": (
            "Ninguna fila es correcta: se borrarían todos los registros de la fuente.",
            "Corrige antes las filas o importa sin borrar lo que falta.",
        ),
    },
    "import.missing.unreadable": {
        "en": (
            "In {rows} rows the key cannot be told: their records would pass for missing.",
            "Mend those rows first, or import without deleting what is missing.",
        ),
        "es": (
            "En {rows} filas no se sabe la clave: sus registros pasarían por ausentes.",
            "Corrige antes esas filas o importa sin borrar lo que falta.",
        ),
    },
    "import.missing.more": {
        "en": (
            "{found} records are missing from the file, and only {allowed} may be deleted.",
            "Look at the preview again, and ask with the number it shows.",
        ),
        "es": (
            "En el archivo faltan {found} registros y solo se pueden borrar {allowed}.",
            "Mira de nuevo la vista previa y pide el número que muestra.",
        ),
    },
    "import.encoding": {
        "en": (
            "The first line is not in the declared encoding.",
            "Save the file as UTF-8, or say its «encoding» in the mapping.",
        ),
        "es": (
            "La primera línea no está en la codificación declarada.",
            "Guarda el archivo como UTF-8 o indica su «encoding» en la correspondencia.",
        ),
    },
    "import.unknown-column": {
        "en": ("The file has no column «{name}».", "Its columns are: {known}."),
        "es": ("El archivo no tiene ninguna columna «{name}».", "Sus columnas son: {known}."),
    },
    "import.unknown-column+near": {
        "en": (
            "The file has no column «{name}».",
            "It has «{near}»: correct the mapping or the file.",
        ),
        "es": (
            "El archivo no tiene ninguna columna «{name}».",
            "Tiene «{near}»: corrige la correspondencia o el archivo.",
        ),
    },
    "import.column-twice": {
        "en": ("The file has two columns «{column}».", "Rename or remove one."),
        "es": (
            "El archivo tiene dos columnas «{column}».",
            "Cambia el nombre de una o quítala.",
        ),
    },
    "import.line-too-long": {
        "en": (
            "The line is longer than {limit} characters.",
            "Look for a missing line break, or leave that row out.",
        ),
        "es": (
            "La línea tiene más de {limit} caracteres.",
            "Busca un salto de línea que falte o deja esa fila fuera.",
        ),
    },
    "import.short": {
        "en": (
            "The row has {found} columns instead of {expected}; it ends before «{column}».",
            "Add the missing ones, left empty if there is no value.",
        ),
        "es": (
            "La fila tiene {found} columnas en vez de {expected}; termina antes de «{column}».",
            "Añade las que faltan, vacías si no hay valor.",
        ),
    },
    "import.long": {
        "en": (
            "The row has {found} columns instead of {expected}.",
            "Put values that contain the delimiter between double quotes.",
        ),
        "es": (
            "La fila tiene {found} columnas en vez de {expected}.",
            "Pon entre comillas dobles los valores que contienen el separador.",
        ),
    },
    "import.quotes": {
        "en": (
            "A double quote is opened and not closed where the value ends.",
            "Close it; a quote inside a value is written twice.",
        ),
        "es": (
            "Unas comillas dobles se abren y no se cierran donde termina el valor.",
            "Ciérralas; unas comillas dentro de un valor se escriben dos veces.",
        ),
    },
}
