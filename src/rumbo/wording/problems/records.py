"""What the codes of records say."""

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
    "record.reason": {
        "en": ("No reason is given.", "Say why: whoever reads the record later will ask."),
        "es": ("Falta el motivo.", "Di por qué: quien lea el registro después lo preguntará."),
    },
    "record.reason-long": {
        "en": ("The reason is longer than {limit} characters.", "Shorten it."),
        "es": ("El motivo pasa de {limit} caracteres.", "Acórtalo."),
    },
    "record.person": {
        "en": ("«{value}» is nobody of the list.", "Choose a person from it."),
        "es": ("«{value}» no está en la lista.", "Elige a una persona de ella."),
    },
    "record.exists": {
        "en": (
            "There is a record «{value}» already.",
            "Give this one another key, or open that one and correct it.",
        ),
        "es": (
            "Ya hay un registro «{value}».",
            "Dale otra clave a este, o abre aquel y corrígelo.",
        ),
    },
    "record.key": {
        "en": (
            "A record's key is empty or longer than {limit} characters.",
            "Give each record a short key of its own.",
        ),
        "es": (
            "La clave de un registro está vacía o pasa de {limit} caracteres.",
            "Da a cada registro una clave corta y propia.",
        ),
    },
    "record.key-twice": {
        "en": (
            "The key «{value}» stands in line {first} already, with other values.",
            "Keep the row that is right.",
        ),
        "es": (
            "La clave «{value}» ya está en la línea {first}, con otros valores.",
            "Deja la fila correcta.",
        ),
    },
    "record.version-conflict": {
        "en": (
            "Version {version} of «{key}» in «{dataset}» is known with other content.",
            "A changed record needs a higher version.",
        ),
        "es": (
            "La versión {version} de «{key}» en «{dataset}» ya se conoce con otro contenido.",
            "Un registro que cambia necesita una versión mayor.",
        ),
    },
    "record.required": {
        "en": ("«{column}» is empty.", "Every row needs a value here."),
        "es": ("«{column}» está vacía.", "Cada fila necesita aquí un valor."),
    },
    "record.doubtful": {
        "en": ("The row could not be read with certainty.", "Report it with this line."),
        "es": ("La fila no se pudo leer con certeza.", "Avísanos e incluye esta línea."),
    },
    "record.encoding": {
        "en": (
            "«{value}» holds bytes that are not in the declared encoding.",
            "Save the file as UTF-8, or say its «encoding» in the mapping.",
        ),
        "es": (
            "«{value}» contiene bytes que no son de la codificación declarada.",
            "Guarda el archivo como UTF-8 o indica su «encoding» en la correspondencia.",
        ),
    },
    "record.nul": {
        "en": ("«{value}» holds a NUL character.", "Remove it where the file was made."),
        "es": ("«{value}» contiene un carácter NUL.", "Quítalo donde se generó el archivo."),
    },
    "record.too-long": {
        "en": ("The value is longer than {limit} characters.", "Shorten it."),
        "es": ("El valor pasa de {limit} caracteres.", "Acórtalo."),
    },
    "record.choice": {
        "en": ("«{value}» is not one of the choices.", "Allowed: {choices}."),
        "es": ("«{value}» no es ninguna de las opciones.", "Se admite: {choices}."),
    },
    "record.whole": {
        "en": (
            "«{value}» is not a whole number.",
            "Write digits only, with the thousands mark of the mapping if it has one.",
        ),
        "es": (
            "«{value}» no es un número entero.",
            "Escribe solo cifras, con la marca de miles de la correspondencia si la tiene.",
        ),
    },
    "record.decimal": {
        "en": (
            "«{value}» is not a number with «{decimal}» before the decimals, at most six.",
            "Correct it, or declare how the file writes numbers.",
        ),
        "es": (
            "«{value}» no es un número con «{decimal}» y seis decimales como mucho.",
            "Corrígelo o declara cómo escribe los números el archivo.",
        ),
    },
    "record.money": {
        "en": (
            "«{value}» is not an amount written with «{decimal}» before the decimals.",
            "Correct it, or declare how the file writes numbers; nothing is guessed.",
        ),
        "es": (
            "«{value}» no es un importe escrito con «{decimal}» antes de los decimales.",
            "Corrígelo o declara cómo escribe los números el archivo; nada se adivina.",
        ),
    },
    "record.money.places": {
        "en": (
            "«{value}» has more decimals than {currency} has ({places}).",
            "Round it where it comes from; Rumbo does not round what it reads.",
        ),
        "es": (
            "«{value}» tiene más decimales que {currency} ({places}).",
            "Redondéalo en su origen; Rumbo no redondea lo que lee.",
        ),
    },
    "record.currency": {
        "en": (
            "The amount has no currency: «{field}» says «{currency}».",
            "Write an ISO code such as USD there.",
        ),
        "es": (
            "El importe no tiene moneda: «{field}» dice «{currency}».",
            "Escribe ahí un código ISO como EUR.",
        ),
    },
    "record.date": {
        "en": (
            "«{value}» is not a date written like {example}.",
            "Correct it, or declare how the file writes dates.",
        ),
        "es": (
            "«{value}» no es una fecha escrita como {example}.",
            "Corrígela o declara cómo escribe las fechas el archivo.",
        ),
    },
    "record.instant": {
        "en": (
            "«{value}» is not a date and time written like {example}.",
            "Correct it, or declare how the file writes them.",
        ),
        "es": (
            "«{value}» no es una fecha y hora escrita como {example}.",
            "Corrígela o declara cómo las escribe el archivo.",
        ),
    },
    "record.yes-no": {
        "en": ("«{value}» is neither yes ({yes}) nor no ({no}).", "Write one of these words."),
        "es": ("«{value}» no es ni sí ({yes}) ni no ({no}).", "Escribe una de esas palabras."),
    },
}
