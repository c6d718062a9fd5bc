"""What the codes of the command line say."""

from collections.abc import Mapping

# What may be named on a command line or in a file: in English, and after «no hay» in Spanish.
NAMED = {
    "board": ("board", "ningún tablero"),
    "cycle": ("cycle", "ningún ciclo"),
    "dataset": ("dataset", "ningún conjunto"),
    "mapping": ("mapping", "ninguna correspondencia"),
    "metric": ("metric", "ninguna métrica"),
    "plan": ("plan", "ningún plan"),
    "run": ("run", "ninguna liquidación"),
}

MESSAGES: dict[str, Mapping[str, tuple[str, str]]] = {
    "cli.usage": {
        "en": ("{reason}", "«{help}» shows how the command is called."),
        "es": ("{reason}", "«{help}» muestra cómo se llama el comando."),
    },
    "cli.import.mapping": {
        "en": (
            "Say how the columns of the file become fields: «--mapping NAME».",
            "Remembered mappings that find all their columns: {known}. «--detect» writes one.",
        ),
        "es": (
            "Di cómo se convierten las columnas en campos: «--mapping NOMBRE».",
            "Las que encuentran todas sus columnas: {known}. «--detect» escribe una.",
        ),
    },
    "cli.import.sure": {
        "en": (
            "{records} records are not in the file ({money}) and would be deleted.",
            "Add «--yes» if that is right.",
        ),
        "es": (
            "{records} registros no están en el archivo ({money}) y se borrarían.",
            "Añade «--yes» si es correcto.",
        ),
    },
    "cli.fault": {
        "en": (
            "Rumbo failed, and that is not your doing: {kind}: {reason}",
            "Run it again with RUMBO_DEBUG=yes to see where, and report it.",
        ),
        "es": (
            "Rumbo falló, y no es culpa tuya: {kind}: {reason}",
            "Repítelo con RUMBO_DEBUG=yes para ver dónde, y avísanos.",
        ),
    },
    "cli.ended": {
        "en": (
            "The system ended the command ({how}), as a rule because it ran out of memory.",
            "What was stored is whole. Give it more memory, then run the same command again.",
        ),
        "es": (
            "El sistema terminó el comando ({how}), casi siempre porque se agotó su memoria.",
            "Lo guardado está entero. Dale más memoria y repite el mismo comando.",
        ),
    },
    "cli.not-initialised": {
        "en": (
            "There is no organisation in «{home}» yet.",
            "Run «rumbo init --example maventech» or «rumbo init --name …».",
        ),
        "es": (
            "Todavía no hay ninguna organización en «{home}».",
            "Ejecuta «rumbo init --example maventech» o «rumbo init --name …».",
        ),
    },
    "cli.other-version": {
        "en": (
            "The data in «{home}» was written by another version of Rumbo.",
            "Start the server again («rumbo serve» or «rumbo demo»): that updates it.",
        ),
        "es": (
            "Los datos de «{home}» los escribió otra versión de Rumbo.",
            "Vuelve a arrancar el servidor («rumbo serve» o «rumbo demo»): eso los actualiza.",
        ),
    },
    "cli.other-organisation": {
        "en": (
            "«{home}» already holds the organisation «{name}».",
            "Set RUMBO_HOME to an empty folder for another one.",
        ),
        "es": (
            "«{home}» ya tiene la organización «{name}».",
            "Pon en RUMBO_HOME una carpeta vacía para otra.",
        ),
    },
    "cli.not-a-replay": {
        "en": (
            "«{home}» holds «{name}», which is not a demo and is never wiped.",
            "Set RUMBO_HOME to an empty folder for the demo.",
        ),
        "es": (
            "«{home}» tiene «{name}», que no es una demostración y nunca se borra.",
            "Pon en RUMBO_HOME una carpeta vacía para la demostración.",
        ),
    },
    "cli.init.what": {
        "en": (
            "Nothing says which organisation to start.",
            "Add --example maventech, or --name with the name of yours.",
        ),
        "es": (
            "Falta decir qué organización empezar.",
            "Añade --example maventech, o --name con el nombre de la tuya.",
        ),
    },
    "cli.example.unknown": {
        "en": (
            "There is no example «{value}».",
            "These exist: {known}. A folder with an organisation.yaml works too.",
        ),
        "es": (
            "No existe el ejemplo «{value}».",
            "Estos existen: {known}. También sirve una carpeta con un organisation.yaml.",
        ),
    },
    "cli.period.unknown": {
        "en": (
            "«{value}» is not a period.",
            "Write 2017, 2017-Q3, 2017-09, 2017-W34 or 2017-09-30, or use --from and --before.",
        ),
        "es": (
            "«{value}» no es un periodo.",
            "Escribe 2017, 2017-Q3, 2017-09, 2017-W34 o 2017-09-30, o usa --from y --before.",
        ),
    },
    "cli.period.twice": {
        "en": ("The period is said twice.", "Use --period, or --from with --before."),
        "es": ("El periodo está dicho dos veces.", "Usa --period, o --from con --before."),
    },
    "cli.period.half": {
        "en": (
            "The period has only one end.",
            "Give both: --from the first day, --before the first day that no longer counts.",
        ),
        "es": (
            "El periodo tiene un solo extremo.",
            "Da los dos: --from el primer día, --before el primer día que ya no cuenta.",
        ),
    },
    "cli.period.backwards": {
        "en": (
            "A period from {start} to before {before} holds no day.",
            "Make --before later: {last} takes the one day.",
        ),
        "es": (
            "Un periodo desde {start} y antes de {before} no tiene ningún día.",
            "Pon --before más tarde: {last} toma ese único día.",
        ),
    },
    "cli.day": {
        "en": ("«{value}» is not a day.", "Write it as 2017-09-30."),
        "es": ("«{value}» no es un día.", "Escríbelo así: 2017-09-30."),
    },
    "cli.unknown-person": {
        "en": (
            "Nobody here is called «{value}».",
            "Give the key or the exact name of a person.",
        ),
        "es": (
            "Aquí nadie se llama «{value}».",
            "Da la clave o el nombre exacto de una persona.",
        ),
    },
    "cli.cannot-write": {
        "en": ("«{value}» cannot be written: {reason}.", "Choose another place with --out."),
        "es": ("No se puede escribir «{value}»: {reason}.", "Elige otro lugar con --out."),
    },
    "cli.cannot-write+option": {
        "en": (
            "«{value}» cannot be written: {reason}.",
            "Choose another place with {option}; nothing was imported.",
        ),
        "es": (
            "No se puede escribir «{value}»: {reason}.",
            "Elige otro lugar con {option}; no se ha importado nada.",
        ),
    },
    "cli.erase.record": {
        "en": (
            "There is no record «{key}» in «{dataset}».",
            "Name it as DATASET/KEY: contacts/C1.",
        ),
        "es": (
            "No hay ningún registro «{key}» en «{dataset}».",
            "Nómbralo como CONJUNTO/CLAVE: contacts/C1.",
        ),
    },
    "cli.port": {
        "en": (
            "Port {port} is in use.",
            "Choose another with --port, or stop what listens there.",
        ),
        "es": (
            "El puerto {port} está ocupado.",
            "Elige otro con --port, o detén lo que escucha ahí.",
        ),
    },
    "cli.running": {
        "en": (
            "A server is already running on «{home}» (process {process}).",
            "Stop it first, or set RUMBO_HOME to another folder.",
        ),
        "es": (
            "Ya hay un servidor en marcha con «{home}» (proceso {process}).",
            "Detenlo antes, o pon en RUMBO_HOME otra carpeta.",
        ),
    },
    "check.no-such-path": {
        "en": ("There is no file or folder «{value}».", "Check the path."),
        "es": ("No existe el archivo o la carpeta «{value}».", "Revisa la ruta."),
    },
    "check.no-files": {
        "en": (
            "There is no YAML file under «{value}».",
            "Give a folder that holds definitions.",
        ),
        "es": ("No hay ningún archivo YAML en «{value}».", "Da una carpeta con definiciones."),
    },
    "check.not-text": {
        "en": (
            "The file is not text in UTF-8 (byte {byte}).",
            "Save it as UTF-8 text; a spreadsheet has to be exported first.",
        ),
        "es": (
            "El archivo no es texto en UTF-8 (byte {byte}).",
            "Guárdalo como texto UTF-8; una hoja de cálculo hay que exportarla antes.",
        ),
    },
    "check.unknown-kind": {
        "en": (
            "The file does not say what it is.",
            "Its first key should be one of: {known}.",
        ),
        "es": (
            "El archivo no dice qué es.",
            "Su primera clave debería ser una de estas: {known}.",
        ),
    },
}


def _unknown(kind: str, words: tuple[str, str]) -> dict[str, Mapping[str, tuple[str, str]]]:
    english, spanish = words
    named = f"«{{{kind}}}»"
    return {
        f"cli.unknown+{kind}": {
            "en": (f"There is no {english} {named}.", "These exist: {known}."),
            "es": (f"No hay {spanish} {named}.", "Esto es lo que hay: {known}."),
        },
        f"check.unknown-name+{kind}": {
            "en": (
                f"None of the files declares a {english} {named}.",
                "Check the spelling, or check the folder that declares it too. Known: {known}.",
            ),
            "es": (
                f"En los archivos no hay {spanish} {named}.",
                "Revisa cómo está escrito, o añade lo que lo declara. Se conocen: {known}.",
            ),
        },
    }


MESSAGES |= {
    "cli.unknown": {
        "en": ("There is nothing of that name.", "These exist: {known}."),
        "es": ("No hay nada con ese nombre.", "Esto es lo que hay: {known}."),
    },
    "check.unknown-name": {
        "en": ("None of the files declares that name.", "Known: {known}."),
        "es": ("Ningún archivo declara ese nombre.", "Se conocen: {known}."),
    },
    "check.twice": {
        "en": (
            "«{value}» is also declared in {other}.",
            "Each name is declared once: rename one, or remove it.",
        ),
        "es": (
            "«{value}» también se declara en {other}.",
            "Cada nombre se declara una vez: cambia uno, o quítalo.",
        ),
    },
}
for _kind, _words in NAMED.items():
    MESSAGES |= _unknown(_kind, _words)
