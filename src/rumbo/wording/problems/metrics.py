"""What the codes of metrics and their questions say."""

MESSAGES = {
    "metric.unknown": {
        "en": ("There is no metric «{name}».", "Known metrics: {known}."),
        "es": ("No existe la métrica «{name}».", "Métricas conocidas: {known}."),
    },
    "metric.unknown+near": {
        "en": ("There is no metric «{name}».", "Did you mean «{near}»?"),
        "es": ("No existe la métrica «{name}».", "¿Querías decir «{near}»?"),
    },
    "metric.where.mixed": {
        "en": (
            "One condition speaks of people and of their records at once.",
            "Write two, joined by and.",
        ),
        "es": (
            "Una condición habla a la vez de personas y de sus registros.",
            "Escribe dos, unidas por and.",
        ),
    },
    "metric.currency.fixed": {
        "en": (
            "No amount of the measure has a currency of its own: {currency} picks nothing.",
            "Leave currency out.",
        ),
        "es": (
            "Ningún importe de la medida tiene moneda propia: {currency} no elige nada.",
            "Quita currency.",
        ),
    },
    "metric.unknown-dataset": {
        "en": ("There is no dataset «{name}».", "Known datasets: {known}."),
        "es": ("No existe el conjunto de datos «{name}».", "Conocidos: {known}."),
    },
    "metric.unknown-dataset+near": {
        "en": ("There is no dataset «{name}».", "Did you mean «{near}»?"),
        "es": ("No existe el conjunto de datos «{name}».", "¿Querías decir «{near}»?"),
    },
    "metric.unknown-field": {
        "en": (
            "«{key}: {name}» does not fit: the dataset «{dataset}» has no such field.",
            "Fields that fit: {known}.",
        ),
        "es": (
            "«{key}: {name}» no encaja: el conjunto «{dataset}» no tiene tal campo.",
            "Campos que encajan: {known}.",
        ),
    },
    "metric.unknown-field+near": {
        "en": (
            "«{key}: {name}» does not fit: the dataset «{dataset}» has no such field.",
            "Did you mean «{near}»?",
        ),
        "es": (
            "«{key}: {name}» no encaja: el conjunto «{dataset}» no tiene tal campo.",
            "¿Querías decir «{near}»?",
        ),
    },
    "metric.unknown-dimension": {
        "en": ("Figures cannot be grouped by «{name}».", "They can by: {known}."),
        "es": ("No se puede agrupar por «{name}».", "Se puede por: {known}."),
    },
    "metric.unknown-dimension+near": {
        "en": ("Figures cannot be grouped by «{name}».", "Did you mean «{near}»?"),
        "es": ("No se puede agrupar por «{name}».", "¿Querías decir «{near}»?"),
    },
    "metric.scope": {
        "en": (
            "«{name}» is not a field of the records, so they cannot be narrowed to it.",
            "Name a field of the dataset; a person, team or manager has its own place.",
        ),
        "es": (
            "«{name}» no es un campo de los registros: no se pueden acotar por él.",
            "Nombra un campo del conjunto; persona, equipo y jefatura tienen su lugar.",
        ),
    },
    "metric.scope.unknown": {
        "en": (
            "There is no {name} with the key «{key}».",
            "Look the key up on the page of people and teams.",
        ),
        "es": (
            "No hay nada con la clave «{key}» ({name}).",
            "Busca la clave en la página de personas y equipos.",
        ),
    },
    "metric.scope.value": {
        "en": (
            "«{value}» is not a value that «{name}» can have.",
            "Write it as the field's type asks.",
        ),
        "es": (
            "«{value}» no es un valor que «{name}» pueda tener.",
            "Escríbelo como pide el tipo del campo.",
        ),
    },
    "metric.twice": {
        "en": (
            "The metric «{metric}» is also in {file}.",
            "One number, one definition: remove or rename one of them.",
        ),
        "es": (
            "La métrica «{metric}» está también en {file}.",
            "Una cifra, una definición: quita o renombra una de las dos.",
        ),
    },
    "metric.circle": {
        "en": (
            "«{metric}» is computed from {needs}, which is computed from it.",
            "Compute one of them from records.",
        ),
        "es": (
            "«{metric}» se calcula con {needs}, que se calcula con ella.",
            "Calcula una de ellas con registros.",
        ),
    },
    "metric.where.not-yes-no": {
        "en": (
            "The filter gives a value of type «{found}», not yes or no.",
            "Compare it with something, as in amount > 0.",
        ),
        "es": (
            "El filtro da un valor de tipo «{found}», no un sí o un no.",
            "Compáralo con algo, como en amount > 0.",
        ),
    },
    "metric.unit": {
        "en": (
            "The unit says «{unit}», but the figure is of type «{found}».",
            "Money has the unit money, and nothing else has.",
        ),
        "es": (
            "La unidad dice «{unit}», pero la cifra es de tipo «{found}».",
            "El dinero lleva la unidad money, y nada más la lleva.",
        ),
    },
    "metric.currencies": {
        "en": (
            "The amounts of {fields} are not all in one fixed currency.",
            "Measure fields of one currency, or add currency: EUR to count only what is in it.",
        ),
        "es": (
            "Los importes de {fields} no están todos en una misma moneda fija.",
            "Mide campos de una moneda, o añade currency: EUR y cuenta solo lo de ella.",
        ),
    },
    "metric.never-adds": {
        "en": (
            "«{metric}» is neither a count nor a sum, and never adds up.",
            "Remove «adds-up-over».",
        ),
        "es": (
            "«{metric}» no es un recuento ni una suma: nunca se suma.",
            "Quita «adds-up-over».",
        ),
    },
    "metric.does-not-add-up": {
        "en": (
            "The figures of «{metric}» may not be summed over «{over}»: the sum would lie.",
            "Ask for the total itself. It adds up over: {allowed}.",
        ),
        "es": (
            "Las cifras de «{metric}» no se pueden sumar por «{over}»: la suma mentiría.",
            "Pide el total mismo. Se suma por: {allowed}.",
        ),
    },
}
