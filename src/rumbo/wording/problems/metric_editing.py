"""What the codes of cases, and of changing a metric, say."""

MESSAGES = {
    "metric.case.undefined": {
        "en": (
            "No case can be taken: the document does not define a metric yet.",
            "Mend what is listed below, and try again.",
        ),
        "es": (
            "No se puede tomar un caso: el documento aún no define una métrica.",
            "Arregla lo que se lista abajo y vuelve a intentarlo.",
        ),
    },
    "metric.case.no-records": {
        "en": (
            "No case can be taken: there is nothing in «{dataset}» yet.",
            "Bring its records first, or write the rows of the case by hand.",
        ),
        "es": (
            "No se puede tomar un caso: todavía no hay nada en «{dataset}».",
            "Trae antes sus registros o escribe a mano las filas del caso.",
        ),
    },
    "metric.case.elsewhere": {
        "en": (
            "No case can be taken: «{dataset}» belongs to it and lives in another engine.",
            "Write the rows of the case by hand.",
        ),
        "es": (
            "No se puede tomar un caso: le corresponde «{dataset}», que está en otro motor.",
            "Escribe a mano las filas del caso.",
        ),
    },
    "metric.case.no-period": {
        "en": (
            "A figure of «{metric}» needs a period.",
            "Add one to the line, such as quarter: 2026-Q3.",
        ),
        "es": (
            "Una cifra de «{metric}» necesita un periodo.",
            "Añádelo a la línea, como quarter: 2026-Q3.",
        ),
    },
    "metric.no-cases": {
        "en": (
            "«{metric}» has no case.",
            "Add «cases»: a few rows, and the figure they must give.",
        ),
        "es": (
            "«{metric}» no tiene ningún caso.",
            "Añade «cases»: unas filas, y la cifra que deben dar.",
        ),
    },
    "metric.case.differs": {
        "en": (
            "The case expects {expected}, but «{metric}» gives {given}.",
            "Mend the case, or the definition.",
        ),
        "es": (
            "El caso espera {expected}, pero «{metric}» da {given}.",
            "Corrige el caso, o la definición.",
        ),
    },
    "metric.case.differs+group": {
        "en": (
            "For {group} the case expects {expected}, but «{metric}» gives {given}.",
            "Mend the case, or the definition.",
        ),
        "es": (
            "Para {group} el caso espera {expected}, pero «{metric}» da {given}.",
            "Corrige el caso, o la definición.",
        ),
    },
    "metric.case.dataset": {
        "en": (
            "The rows of a case belong to no dataset of the metric: «{name}».",
            "Put the rows of each dataset under its key: {known}.",
        ),
        "es": (
            "Las filas de un caso no son de ningún conjunto de la métrica: «{name}».",
            "Pon las filas de cada conjunto bajo su clave: {known}.",
        ),
    },
    "metric.case.name": {
        "en": ("The case names «{name}», which nothing has.", "Known names: {known}."),
        "es": ("El caso nombra «{name}», que nada tiene.", "Nombres conocidos: {known}."),
    },
    "metric.case.name+near": {
        "en": ("The case names «{name}», which nothing has.", "Did you mean «{near}»?"),
        "es": ("El caso nombra «{name}», que nada tiene.", "¿Querías decir «{near}»?"),
    },
    "metric.case.value": {
        "en": (
            "«{value}» is not a value that «{field}» can have.",
            "Its type is {type}: write it so, without currency or thousands marks.",
        ),
        "es": (
            "«{value}» no es un valor que «{field}» pueda tener.",
            "Su tipo es {type}: escríbelo así, sin moneda ni separador de miles.",
        ),
    },
    "metric.case.no-figure": {
        "en": (
            "The case does not say what «{metric}» must be.",
            "Add the metric's key and its figure; «none» stands for no value.",
        ),
        "es": (
            "El caso no dice cuánto debe dar «{metric}».",
            "Añade la clave de la métrica y su cifra; «none» significa sin valor.",
        ),
    },
    "metric.case.period": {
        "en": (
            "«{value}» is not a period.",
            "Write 2017, 2017-Q3, 2017-09, 2017-W34 or 2017-09-30.",
        ),
        "es": (
            "«{value}» no es un periodo.",
            "Escribe 2017, 2017-Q3, 2017-09, 2017-W34 o 2017-09-30.",
        ),
    },
    "metric.breaks": {
        "en": (
            "These are computed from it and could not be any more: {metrics}.",
            "Keep what they need (its unit, and what its records count), or change them first.",
        ),
        "es": (
            "Estas se calculan a partir de ella y ya no podrían: {metrics}.",
            "Conserva lo que necesitan (su unidad y qué registros cuentan) o cámbialas antes.",
        ),
    },
    "metric.breaks-plans": {
        "en": (
            "These plans pay by it and could not any more: {plans}.",
            "Only the sum of one money field pays: keep that, or change the plans first.",
        ),
        "es": (
            "Estos planes pagan por ella y ya no podrían: {plans}.",
            "Solo paga la suma de un campo de dinero: consérvala o cambia antes los planes.",
        ),
    },
    "metric.key-stays": {
        "en": (
            "The key was «{metric}» and is «{now}».",
            "A key names one metric for ever: put it back, or write a new metric.",
        ),
        "es": (
            "La clave era «{metric}» y es «{now}».",
            "Una clave nombra una métrica para siempre: restáurala o escribe otra métrica.",
        ),
    },
    "metric.key-taken": {
        "en": (
            "There is a metric «{metric}» already.",
            "Choose another key, or change that one.",
        ),
        "es": ("Ya hay una métrica «{metric}».", "Elige otra clave o cambia aquella."),
    },
    "metric.reason-missing": {
        "en": (
            "A changed definition needs a reason.",
            "Say in a few words why it changes: the history keeps it beside the version.",
        ),
        "es": (
            "Una definición que cambia necesita un motivo.",
            "Di en pocas palabras por qué cambia: el historial lo guarda junto a la versión.",
        ),
    },
}
