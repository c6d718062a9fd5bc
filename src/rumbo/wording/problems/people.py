"""What the codes of people say."""

MESSAGES = {
    "people.unknown": {
        "en": (
            "There is nobody with the key «{key}».",
            "Each person's page shows it.",
        ),
        "es": ("No hay nadie con la clave «{key}».", "La página de cada persona la muestra."),
    },
    "people.erase-typed": {
        "en": ("What was typed is not «{key}».", "Type it as it stands there."),
        "es": ("Lo que escribiste no es «{key}».", "Escríbelo tal como aparece."),
    },
    "people.erase-yourself": {
        "en": ("You cannot erase yourself.", "Ask another administrator."),
        "es": ("No puedes borrarte a ti.", "Pídeselo a otra persona que administre."),
    },
    "people.erase-last-admin": {
        "en": (
            "This is the only administrator who can sign in.",
            "Give someone else that role and a sign-in first.",
        ),
        "es": (
            "Es la única persona con rol de administración que puede entrar.",
            "Da antes ese rol y un acceso a otra persona.",
        ),
    },
    "people.unknown-time-zone": {
        "en": (
            "«{value}» is not a time zone.",
            "Write it as the IANA database does, such as Europe/Madrid or America/Bogota.",
        ),
        "es": (
            "«{value}» no es una zona horaria.",
            "Escríbela como la base de datos IANA: Europe/Madrid, America/Bogota…",
        ),
    },
    "people.twice": {
        "en": ("«{key}» stands twice.", "Each key names one person or one team: rename one."),
        "es": (
            "«{key}» aparece dos veces.",
            "Cada clave nombra a una sola persona o equipo: cambia una de las dos.",
        ),
    },
    "people.memberships.columns": {
        "en": (
            "The first line lacks these columns: {columns}.",
            "Columns: person, team, from, and where wanted before, hours-share, role, country.",
        ),
        "es": (
            "En la primera línea faltan estas columnas: {columns}.",
            "Columnas: person, team, from; si hace falta, before, hours-share, role, country.",
        ),
    },
    "people.memberships.person": {
        "en": (
            "«{value}» is not the key or the name of exactly one person.",
            "Write the key as people.yaml has it, or add the person there first.",
        ),
        "es": (
            "«{value}» no es la clave ni el nombre de exactamente una persona.",
            "Escribe la clave como en people.yaml, o añade antes allí a la persona.",
        ),
    },
    "people.memberships.team": {
        "en": ("There is no team «{value}».", "Known teams: {known}."),
        "es": ("No existe el equipo «{value}».", "Equipos conocidos: {known}."),
    },
    "people.memberships.day": {
        "en": ("«{value}», in «{column}», is not a date.", "Write dates as 2026-09-30."),
        "es": ("«{value}», en «{column}», no es una fecha.", "Escríbelas así: 2026-09-30."),
    },
    "people.memberships.order": {
        "en": (
            "The stay ends on «{value}», which is not after it starts.",
            "«before» is the first day on which it no longer holds.",
        ),
        "es": (
            "La estancia termina el «{value}», que no es posterior a su comienzo.",
            "«before» es el primer día en que ya no vale.",
        ),
    },
    "people.memberships.hours": {
        "en": (
            "«{value}» is not a share of the hours.",
            "Write 1 for full time, 0.5 for half: above 0, at most 1, with six places at most.",
        ),
        "es": (
            "«{value}» no es una parte de la jornada.",
            "Escribe 1 para la completa, 0.5 para media: más de 0, hasta 1, seis decimales.",
        ),
    },
    "people.memberships.overlap": {
        "en": (
            "«{person}» would be in two teams on {day}.",
            "A person is in one team at a time: end the earlier stay on that day, or before.",
        ),
        "es": (
            "«{person}» estaría en dos equipos el {day}.",
            "Cada persona está en un solo equipo a la vez: termina antes la estancia anterior.",
        ),
    },
    "people.unknown-team": {
        "en": (
            "There is no team «{key}» above this line.",
            "Check the spelling, or list the team first: the one that contains others above.",
        ),
        "es": (
            "No hay ningún equipo «{key}» antes de esta línea.",
            "Revisa cómo está escrito o declara antes ese equipo: arriba, el que contiene.",
        ),
    },
    "moment.unreadable": {
        "en": (
            "«{value}» is not an instant.",
            "Write a day such as 2017-09-30, or an instant such as 2017-09-30T18:00.",
        ),
        "es": (
            "«{value}» no es un instante.",
            "Escribe un día como 2017-09-30, o un instante como 2017-09-30T18:00.",
        ),
    },
    "moment.to-come": {
        "en": (
            "{value} is still to come.",
            "Choose a moment that has passed, or ask without one for what is known now.",
        ),
        "es": (
            "{value} todavía no ha llegado.",
            "Elige un momento que ya pasó, o pregunta sin ninguno por lo que se sabe ahora.",
        ),
    },
    "moment.before-anything": {
        "en": (
            "Nothing was known yet at {value}.",
            "Choose a moment from {first} on: that day the first thing became known here.",
        ),
        "es": (
            "En {value} todavía no se sabía nada.",
            "Elige un momento desde el {first}: ese día se supo aquí lo primero.",
        ),
    },
    "people.name": {
        "en": ("The person has no name, or one of more than {limit} characters.", "Write it."),
        "es": ("La persona no tiene nombre o pasa de {limit} caracteres.", "Escríbelo."),
    },
    "people.kind": {
        "en": ("«{value}» is no kind of person.", "Choose employee or partner."),
        "es": ("«{value}» no es un tipo de persona.", "Elige empleado o socio."),
    },
    "people.since": {
        "en": (
            "«{value}» is not the day since when the person is there.",
            "Choose a day: teams are kept by date.",
        ),
        "es": (
            "«{value}» no es el día desde el que está la persona.",
            "Elige un día: los equipos se guardan por fecha.",
        ),
    },
}
