"""What the codes of connectors say."""

MESSAGES = {
    "source.address": {
        "en": (
            "The address of the database cannot be read.",
            "Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.",
        ),
        "es": (
            "No se puede leer la dirección de la base de datos.",
            "Escríbela como postgresql://USUARIO:CLAVE@SERVIDOR:PUERTO/BASE.",
        ),
    },
    "source.no-address": {
        "en": (
            "Rumbo does not know where this database is.",
            "Enter its address on the page of the source, or name a variable that holds it.",
        ),
        "es": (
            "Rumbo no sabe dónde está esta base de datos.",
            "Escríbela en la página de la fuente o nombra una variable que la tenga.",
        ),
    },
    "source.no-address+name": {
        "en": (
            "Nothing is in the variable {name}.",
            "Set it, or {name}_FILE to a file that holds the address, and start Rumbo again.",
        ),
        "es": (
            "La variable {name} está vacía.",
            "Dale valor, o a {name}_FILE un archivo que la tenga, y arranca Rumbo de nuevo.",
        ),
    },
    "source.other-key": {
        "en": (
            "The address of «{name}» was hidden with another key than this installation's.",
            "Enter the address again, or set RUMBO_VAULT_KEY as it was.",
        ),
        "es": (
            "La dirección de «{name}» se ocultó con otra clave que la de esta instalación.",
            "Escribe la dirección de nuevo o pon RUMBO_VAULT_KEY como estaba.",
        ),
    },
    "source.driver": {
        "en": (
            "The driver that a database of kind «{kind}» needs is not installed.",
            "Install its Python package beside Rumbo; PostgreSQL and SQLite need none.",
        ),
        "es": (
            "No está instalado el controlador que necesita una base de tipo «{kind}».",
            "Instala su paquete de Python junto a Rumbo; PostgreSQL y SQLite no lo necesitan.",
        ),
    },
    "source.driver+driver": {
        "en": (
            "A database of kind «{kind}» needs the Python package «{driver}».",
            "Install it beside Rumbo, or name another driver as in {kind}+DRIVER://….",
        ),
        "es": (
            "Una base de datos de tipo «{kind}» necesita el paquete de Python «{driver}».",
            "Instálalo junto a Rumbo o nombra otro controlador, como {kind}+CONTROLADOR://….",
        ),
    },
    "source.own-file": {
        "en": (
            "This file belongs to Rumbo itself or is not named.",
            "Name a SQLite file outside of Rumbo's data folder.",
        ),
        "es": (
            "Este archivo es del propio Rumbo o no tiene nombre.",
            "Nombra un archivo de SQLite fuera de la carpeta de datos de Rumbo.",
        ),
    },
    "source.no-file": {
        "en": (
            "There is no such SQLite file on the machine that Rumbo runs on.",
            "Check the path: an absolute one has four slashes, as in sqlite:////data/shop.db.",
        ),
        "es": (
            "No existe ese archivo de SQLite en la máquina donde corre Rumbo.",
            "Revisa la ruta: una absoluta lleva cuatro barras, como sqlite:////data/shop.db.",
        ),
    },
    "source.unreachable": {
        "en": (
            "The database does not answer: {reason}",
            "Check that it is running and that this machine may reach it.",
        ),
        "es": (
            "La base de datos no responde: {reason}",
            "Comprueba que está en marcha y que esta máquina puede llegar a ella.",
        ),
    },
    "source.sign-in": {
        "en": (
            "The database does not let Rumbo in: {reason}",
            "Check the user and the password of the address.",
        ),
        "es": (
            "La base de datos no deja entrar a Rumbo: {reason}",
            "Revisa el usuario y la clave de la dirección.",
        ),
    },
    "source.too-long": {
        "en": (
            "The query was stopped because it took longer than its limit.",
            "Read less at once, add an index on the cursor column, or raise «timeout».",
        ),
        "es": (
            "La consulta se detuvo porque tardó más que su límite.",
            "Lee menos de una vez, indexa la columna de avance o sube «timeout».",
        ),
    },
    "source.writes": {
        "en": (
            "The query tries to write, and a source is only ever read.",
            "Write a query that selects rows.",
        ),
        "es": (
            "La consulta intenta escribir, y una fuente solo se lee.",
            "Escribe una consulta que seleccione filas.",
        ),
    },
    "source.failed": {
        "en": ("The database refused the query: {reason}", "Mend the query and try it again."),
        "es": (
            "La base de datos rechazó la consulta: {reason}",
            "Corrige la consulta y pruébala de nuevo.",
        ),
    },
    "source.fault": {
        "en": (
            "Something broke on our side. What was read before is kept.",
            "The next reading starts where the last good one ended.",
        ),
        "es": (
            "Algo falló de nuestro lado. Lo leído antes se conserva.",
            "La próxima lectura empieza donde terminó la última buena.",
        ),
    },
    "source.busy": {
        "en": (
            "«{name}» is being read already.",
            "Wait until that reading has ended; two at once would only repeat each other.",
        ),
        "es": (
            "«{name}» ya se está leyendo.",
            "Espera a que termine esa lectura; dos a la vez solo se repetirían.",
        ),
    },
    "source.taken": {
        "en": ("There is a source «{name}» already.", "Give this one another name."),
        "es": ("Ya hay una fuente «{name}».", "Dale otro nombre a esta."),
    },
    "source.unknown": {
        "en": ("There is no source «{name}».", "Known: {known}."),
        "es": ("No hay ninguna fuente «{name}».", "Conocidas: {known}."),
    },
    "source.query": {
        "en": (
            "The query is not one statement that selects rows.",
            "Begin it with SELECT or WITH, and write no second statement after a semicolon.",
        ),
        "es": (
            "La consulta no es una sola sentencia que seleccione filas.",
            "Empiézala con SELECT o WITH y no pongas otra sentencia tras un punto y coma.",
        ),
    },
    "source.key": {
        "en": (
            "The column «{column}» is named as the key but does not feed the field «{field}».",
            "Map the key column to «{field}», which is the key of the dataset.",
        ),
        "es": (
            "La columna «{column}» figura como clave pero no alimenta el campo «{field}».",
            "Asigna la columna clave a «{field}», que es la clave del conjunto.",
        ),
    },
    "source.key-column": {
        "en": (
            "The key column «{column}» is not among the mapped columns.",
            "Add it to «columns» with the key field of the dataset.",
        ),
        "es": (
            "La columna clave «{column}» no está entre las columnas asignadas.",
            "Añádela a «columns» con el campo clave del conjunto.",
        ),
    },
    "source.two-ways": {
        "en": (
            "The column «{column}» feeds a date and an instant at once.",
            "Select it twice under two names, one for each.",
        ),
        "es": (
            "La columna «{column}» alimenta a la vez una fecha y un instante.",
            "Selecciónala dos veces con dos nombres, uno para cada uno.",
        ),
    },
    "source.every": {
        "en": (
            "«{value}» is no span of time in which to read again.",
            "Write such as «15 minutes», «2 hours» or «1 day»; a minute at least.",
        ),
        "es": (
            "«{value}» no es un intervalo para leer de nuevo.",
            "Escribe por ejemplo «15 minutes», «2 hours» o «1 day»; un minuto como mínimo.",
        ),
    },
    "source.cron": {
        "en": (
            "«{value}» is no calendar line, or stands beside «every».",
            "Write five parts: minute, hour, day, month and weekday, as in «30 6 * * 1-5».",
        ),
        "es": (
            "«{value}» no es una línea de calendario o está junto a «every».",
            "Escribe minuto, hora, día, mes y día de la semana, como «30 6 * * 1-5».",
        ),
    },
    "source.timeout": {
        "en": (
            "«{value}» is no limit of time for a reading.",
            "Write such as «5 minutes»; six hours at most.",
        ),
        "es": (
            "«{value}» no es un límite de tiempo para una lectura.",
            "Escribe por ejemplo «5 minutes»; seis horas como máximo.",
        ),
    },
    "source.overlap": {
        "en": (
            "«{value}» is no overlap, or there is no cursor for it to go back from.",
            "Write a span such as «10 minutes», or a count for a cursor of whole numbers.",
        ),
        "es": (
            "«{value}» no es un solape, o no hay columna de avance desde la que retroceder.",
            "Escribe un intervalo como «10 minutes», o una cantidad si el avance es un número.",
        ),
    },
    "source.overlap-kind": {
        "en": (
            "The overlap does not fit what the cursor column «{column}» holds.",
            "Use a span of time for instants and dates, and a count for whole numbers.",
        ),
        "es": (
            "El solape no encaja con lo que contiene la columna de avance «{column}».",
            "Usa un intervalo para fechas e instantes y una cantidad para números enteros.",
        ),
    },
    "source.cursor": {
        "en": (
            "The cursor column «{column}» holds nothing that can be put in order.",
            "Use a column of instants, dates or whole numbers that grows with every change.",
        ),
        "es": (
            "La columna de avance «{column}» no contiene nada que se pueda ordenar.",
            "Usa una columna de instantes, fechas o enteros que crezca con cada cambio.",
        ),
    },
    "source.retyped": {
        "en": (
            "The column «{column}» held {was} and now holds {now}. Nothing was taken in.",
            "Mend the query, or accept the column as it is now on the page of the source.",
        ),
        "es": (
            "La columna «{column}» contenía {was} y ahora contiene {now}. No se tomó nada.",
            "Corrige la consulta o acepta la columna como está en la página de la fuente.",
        ),
    },
    "source.many-deleted": {
        "en": (
            "{count} of {of} records are gone, above the limit of {limit}. None was deleted.",
            "If that is right, confirm it on the page of the source; otherwise mend the query.",
        ),
        "es": (
            "Faltan {count} de {of} registros, más del {limit}. No se borró ninguno.",
            "Si es correcto, confírmalo en la página de la fuente; si no, corrige la consulta.",
        ),
    },
    "source.binary": {
        "en": (
            "«{column}» holds bytes, which are no value of a record.",
            "Leave it out of the query, or turn it into text there.",
        ),
        "es": (
            "«{column}» contiene bytes, que no son un valor de un registro.",
            "Quítala de la consulta o conviértela allí en texto.",
        ),
    },
}
