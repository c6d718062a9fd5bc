"""What the codes of each kind of metric say."""

MESSAGES = {
    "metric.people.with": {
        "en": (
            "A share of people needs the records that they are to have.",
            "Say which with «with», such as with: {{from: certificates, dated-by: issued-on}}.",
        ),
        "es": (
            "Una parte de las personas necesita saber qué registros han de tener.",
            "Dilo con «with», como with: {{from: certificates, dated-by: issued-on}}.",
        ),
    },
    "metric.with.when": {
        "en": (
            "«with» does not say when its records count.",
            "Give dated-by, with within or in-last if wanted, or else in-force; not both.",
        ),
        "es": (
            "«with» no dice cuándo cuentan sus registros.",
            "Da dated-by, con within o in-last si hace falta, o bien in-force; no ambos.",
        ),
    },
    "metric.with.match": {
        "en": (
            "«with» does not say by which fields its records belong to the counted ones.",
            "Write match: [field], or match with each field there and its field here.",
        ),
        "es": (
            "«with» no dice por qué campos sus registros pertenecen a los contados.",
            "Escribe match: [campo], o match con cada campo de allí y el suyo de aquí.",
        ),
    },
    "metric.with.people": {
        "en": (
            "A person is matched with a person only, and one of them at most.",
            "Match the field of the person there with the one here.",
        ),
        "es": (
            "Una persona solo se empareja con una persona, y una como mucho.",
            "Empareja el campo de persona de allí con el de aquí.",
        ),
    },
    "metric.conversion.within": {
        "en": (
            "A conversion counts what happened in time, and «with» sets no limit.",
            "Write within: 60 days.",
        ),
        "es": (
            "Una conversión cuenta lo que llegó a tiempo, y «with» no pone límite.",
            "Escribe within: 60 days.",
        ),
    },
    "metric.per": {
        "en": (
            "Only last(…) takes «per».",
            "Leave it out, or measure last(amount).",
        ),
        "es": ("Solo last(…) admite «per».", "Quítalo, o mide last(importe)."),
    },
    "metric.level.at": {
        "en": (
            "«at» is for what is in force on a day.",
            "Leave it out, or say from when to when with in-force.",
        ),
        "es": (
            "«at» es para lo que está vigente un día.",
            "Quítalo, o di desde y hasta cuándo con in-force.",
        ),
    },
    "metric.level.adds-over-time": {
        "en": (
            "«{metric}» is a level: what is in force in two months may be the same things.",
            "Take the lengths of time out of adds-up-over.",
        ),
        "es": (
            "«{metric}» es un nivel: lo vigente en dos meses puede ser lo mismo.",
            "Quita de adds-up-over las duraciones.",
        ),
    },
    "metric.last.in-force": {
        "en": (
            "A snapshot is in force until the next one; last(…) takes no in-force.",
            "Write dated-by, and per if there are several series.",
        ),
        "es": (
            "Una foto vale hasta la siguiente; last(…) no admite in-force.",
            "Escribe dated-by, y per si hay varias series.",
        ),
    },
    "metric.last.only-last": {
        "en": (
            "last(…) takes the last of each series itself.",
            "Leave only-last out, or measure sum(…).",
        ),
        "es": (
            "last(…) ya toma el último de cada serie.",
            "Quita only-last, o mide sum(…).",
        ),
    },
    "metric.new.in-force": {
        "en": (
            "What is new is seen once, on one day.",
            "Take count-new together with dated-by alone.",
        ),
        "es": (
            "Lo nuevo se ve una vez, en un día.",
            "Usa count-new solo con dated-by.",
        ),
    },
    "metric.people.measure": {
        "en": ("People are not measured by «{measure}».", "They are by: {known}."),
        "es": ("No se miden personas con «{measure}».", "Se miden con: {known}."),
    },
    "metric.periodic.grains": {
        "en": (
            "The figure is made of whole parts (each: {each}), and {asked} cuts them.",
            "Group by one length of time, as long as a part or longer.",
        ),
        "es": (
            "La cifra se hace de partes enteras (each: {each}), y {asked} las corta.",
            "Agrupa por una sola duración, igual a una parte o mayor.",
        ),
    },
    "metric.periodic.part": {
        "en": (
            "«{of}» is made of parts of a period itself.",
            "Name the metric behind it.",
        ),
        "es": ("«{of}» ya se hace de partes de un periodo.", "Nombra la métrica de detrás."),
    },
    "metric.kind.lacks": {
        "en": ("A metric of kind «{kind}» needs «{key}».", "Add the key."),
        "es": ("A una métrica de tipo «{kind}» le falta «{key}».", "Añade la clave."),
    },
    "metric.kind.strange": {
        "en": (
            "A metric of kind «{kind}» does not use «{key}».",
            "Remove the key, or change the kind.",
        ),
        "es": (
            "Una métrica de tipo «{kind}» no usa «{key}».",
            "Quita la clave, o cambia el tipo.",
        ),
    },
    "metric.measure.unknown": {
        "en": ("«{measure}» is not a measure.", "The measures are {known}."),
        "es": ("«{measure}» no es una medida.", "Las medidas son {known}."),
    },
    "metric.measure.unknown+near": {
        "en": ("«{measure}» is not a measure.", "Did you mean «{near}»?"),
        "es": ("«{measure}» no es una medida.", "¿Querías decir «{near}»?"),
    },
    "metric.measure.argument": {
        "en": (
            "«{measure}» has brackets too many or too few.",
            "Write count alone, and all others as in sum(amount).",
        ),
        "es": (
            "A «{measure}» le sobran o le faltan los paréntesis.",
            "Escribe count solo, y las demás como en sum(amount).",
        ),
    },
    "metric.cumulative.part": {
        "en": (
            "«{name}» is cumulative, and nothing can be computed from it.",
            "Compute from «{of}» first, and cumulate the result.",
        ),
        "es": (
            "«{name}» es acumulada, y nada se puede calcular con ella.",
            "Calcula primero con «{of}», y acumula el resultado.",
        ),
    },
    "metric.cumulative.grains": {
        "en": (
            "«{metric}» is cumulative, and is grouped by two lengths of time.",
            "Group it by one of them.",
        ),
        "es": (
            "«{metric}» es acumulada, y se agrupa por dos duraciones a la vez.",
            "Agrúpala por una de ellas.",
        ),
    },
    "metric.measure.rank": {
        "en": (
            "A percentile needs a percentage above 0 % and up to 100 %.",
            "Write it after the value, as in percentile(amount, 90%).",
        ),
        "es": (
            "A un percentil le hace falta un porcentaje mayor que 0 % y hasta el 100 %.",
            "Escríbelo tras el valor, como en percentile(amount, 90%).",
        ),
    },
    "metric.measure.not-a-field": {
        "en": (
            "Distinct values are counted of one field only.",
            "Name the field, as in count-distinct(account).",
        ),
        "es": (
            "Los valores distintos se cuentan de un solo campo.",
            "Nombra el campo, como en count-distinct(account).",
        ),
    },
    "metric.ratio.money": {
        "en": (
            "«{of}» is no money, but is divided by «{to}», which is.",
            "Turn the ratio around.",
        ),
        "es": (
            "«{of}» no es dinero, pero se divide entre «{to}», que sí lo es.",
            "Dale la vuelta a la razón.",
        ),
    },
    "metric.formula.no-metric": {
        "en": (
            "The formula names no metric.",
            "Write the keys of metrics in it, with _ in place of -.",
        ),
        "es": (
            "La fórmula no nombra ninguna métrica.",
            "Escribe en ella claves de métricas, con _ en lugar de -.",
        ),
    },
}
