"""What the codes of expressions say; types are named as datasets spell them."""

MESSAGES = {
    "expression.empty": {
        "en": ("There is no expression here.", "Write one, or leave the key out."),
        "es": ("Aquí no hay ninguna expresión.", "Escribe una, o quita la clave."),
    },
    "expression.too-long": {
        "en": (
            "The expression has {length} characters; the limit is {limit}.",
            "Split it, or move a part of it into a metric of its own.",
        ),
        "es": (
            "La expresión tiene {length} caracteres; el límite es {limit}.",
            "Divídela, o pasa una parte a una métrica propia.",
        ),
    },
    "expression.too-large": {
        "en": (
            "The expression has more than {limit} parts.",
            "Split it, or move a part of it into a metric of its own.",
        ),
        "es": (
            "La expresión tiene más de {limit} partes.",
            "Divídela, o pasa una parte a una métrica propia.",
        ),
    },
    "expression.too-deep": {
        "en": (
            "Brackets are nested more than {limit} deep here.",
            "Remove brackets that change nothing, or split the expression.",
        ),
        "es": (
            "Aquí hay más de {limit} paréntesis unos dentro de otros.",
            "Quita los que no cambian nada, o divide la expresión.",
        ),
    },
    "expression.bracket": {
        "en": (
            "A bracket, or a case, is opened or closed without its partner.",
            "Write as many «(» as «)», and an «end» for each «case».",
        ),
        "es": (
            "Un paréntesis, o un «case», se abre o se cierra sin su pareja.",
            "Escribe tantos «(» como «)», y un «end» por cada «case».",
        ),
    },
    "expression.character": {
        "en": (
            "«{character}» does not belong in an expression.",
            "Use names, numbers, 'texts', + - * /, comparisons, and, or, not.",
        ),
        "es": (
            "«{character}» no tiene sitio en una expresión.",
            "Usa nombres, números, 'textos', + - * /, comparaciones, and, or, not.",
        ),
    },
    "expression.symbol": {
        "en": (
            "«{symbol}» is not an operation of this language.",
            "The operations are + - * / and the comparisons = <> < <= > >=.",
        ),
        "es": (
            "«{symbol}» no es una operación de este lenguaje.",
            "Las operaciones son + - * / y las comparaciones = <> < <= > >=.",
        ),
    },
    "expression.double-quote": {
        "en": (
            "A text stands between double quotes.",
            "Write it between single quotes, as in 'Won'.",
        ),
        "es": (
            "Hay un texto entre comillas dobles.",
            "Escríbelo entre comillas simples, como en 'Won'.",
        ),
    },
    "expression.open-quote": {
        "en": (
            "A text begins with a quote and never ends.",
            "Close it with a single quote; a quote inside a text is written twice.",
        ),
        "es": (
            "Un texto empieza con una comilla y no termina.",
            "Ciérralo con una comilla simple; dentro de un texto, la comilla se escribe doble.",
        ),
    },
    "expression.text": {
        "en": (
            "This text is longer than {limit} characters, or holds invisible ones.",
            "Shorten it and type it again.",
        ),
        "es": (
            "Este texto pasa de {limit} caracteres, o contiene alguno invisible.",
            "Acórtalo y vuelve a escribirlo.",
        ),
    },
    "expression.number": {
        "en": (
            "This number has more than {digits} digits or {places} decimals.",
            "Write it shorter.",
        ),
        "es": (
            "Este número tiene más de {digits} cifras o {places} decimales.",
            "Escríbelo más corto.",
        ),
    },
    "expression.not-a-date": {
        "en": ("«{value}» is not a date.", "Write it as in date '2017-07-01'."),
        "es": ("«{value}» no es una fecha.", "Escríbela como en date '2017-07-01'."),
    },
    "expression.date-as-text": {
        "en": (
            "A date is compared with a text.",
            "Write the date as in date '2017-07-01'.",
        ),
        "es": (
            "Se compara una fecha con un texto.",
            "Escribe la fecha como en date '2017-07-01'.",
        ),
    },
    "expression.not-understood": {
        "en": (
            "The expression cannot be read.",
            "Look for a missing operator, name or bracket.",
        ),
        "es": (
            "No se entiende la expresión.",
            "Busca un operador, un nombre o un paréntesis que falte.",
        ),
    },
    "expression.not-understood+near": {
        "en": (
            "The expression cannot be read at «{near}».",
            "Look there for a missing operator, name or bracket.",
        ),
        "es": (
            "No se entiende la expresión en «{near}».",
            "Busca ahí un operador, un nombre o un paréntesis que falte.",
        ),
    },
    "expression.unknown-function": {
        "en": ("There is no function «{name}».", "The functions are {known}."),
        "es": ("No existe la función «{name}».", "Las funciones son {known}."),
    },
    "expression.unknown-function+near": {
        "en": ("There is no function «{name}».", "Did you mean «{near}»?"),
        "es": ("No existe la función «{name}».", "¿Querías decir «{near}»?"),
    },
    "expression.arguments": {
        "en": (
            "«{name}» needs {count} values between its brackets.",
            "Separate them by commas, as in days_between(opened_on, closed_on).",
        ),
        "es": (
            "«{name}» necesita {count} valores entre sus paréntesis.",
            "Sepáralos con comas, como en days_between(opened_on, closed_on).",
        ),
    },
    "expression.unknown-name": {
        "en": ("Nothing here is called «{name}».", "Known names: {known}."),
        "es": ("Aquí nada se llama «{name}».", "Nombres conocidos: {known}."),
    },
    "expression.unknown-name+near": {
        "en": ("Nothing here is called «{name}».", "Did you mean «{near}»?"),
        "es": ("Aquí nada se llama «{name}».", "¿Querías decir «{near}»?"),
    },
    "expression.wrong-type": {
        "en": (
            "This is of type «{found}»; here it must be {expected}.",
            "Compare it, or use another field.",
        ),
        "es": (
            "Esto es de tipo «{found}»; aquí debe ser {expected}.",
            "Compáralo, o usa otro campo.",
        ),
    },
    "expression.mixed-types": {
        "en": (
            "«{left}» {operator} «{right}» has no meaning.",
            "Money may be multiplied or divided by a number, and added to money.",
        ),
        "es": (
            "«{left}» {operator} «{right}» no significa nada.",
            "El dinero se multiplica o divide por un número, y se suma con dinero.",
        ),
    },
    "expression.different-types": {
        "en": (
            "Values of type «{expected}» and «{found}» meet here.",
            "Compare only values of one type.",
        ),
        "es": (
            "Aquí se juntan valores de tipo «{expected}» y «{found}».",
            "Compara solo valores del mismo tipo.",
        ),
    },
    "expression.no-order": {
        "en": (
            "Values of type «{found}» have no order, so «{operator}» does not apply.",
            "Use = or <>, or list the values with in (…).",
        ),
        "es": (
            "Los valores de tipo «{found}» no tienen orden: «{operator}» no se aplica.",
            "Usa = o <>, o enumera los valores con in (…).",
        ),
    },
    "expression.no-type": {
        "en": ("The expression never has a value.", "Give it a value other than null."),
        "es": ("La expresión nunca tiene valor.", "Dale un valor que no sea null."),
    },
}
