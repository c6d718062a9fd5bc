"""What the codes of metrics say."""

MESSAGES = {
    "metric.unknown": {
        "en": ("There is no metric «{name}».", "Known metrics: {known}."),
        "es": ("No existe la métrica «{name}».", "Métricas conocidas: {known}."),
    },
    "metric.unknown+near": {
        "en": ("There is no metric «{name}».", "Did you mean «{near}»?"),
        "es": ("No existe la métrica «{name}».", "¿Querías decir «{near}»?"),
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
