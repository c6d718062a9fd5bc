"""What the codes of plans and runs say."""

MESSAGES = {
    "plan.bands.negative": {
        "en": (
            "The first band starts at «{band}».",
            "Start it at 0 or above; the lowest band already reaches downwards for refunds.",
        ),
        "es": (
            "La primera banda empieza en «{band}».",
            "Empiézala en 0 o más; la más baja ya alcanza hacia abajo para las devoluciones.",
        ),
    },
    "plan.bands.none": {
        "en": ("The table has no bands.", "Add at least one: {{from: 0, rate: 4%}}."),
        "es": ("La tabla no tiene bandas.", "Pon al menos una: {{from: 0, rate: 4%}}."),
    },
    "plan.bands.not-rising": {
        "en": (
            "The band from «{band}» comes after the band from «{after}».",
            "Bands go from low to high. Move it up, or start it above «{after}».",
        ),
        "es": (
            "La banda desde «{band}» viene después de la banda desde «{after}».",
            "Las bandas van de menor a mayor. Súbela o empiézala por encima de «{after}».",
        ),
    },
    "plan.component.twice": {
        "en": ("Two components are called «{component}».", "Give each its own `id`."),
        "es": ("Dos componentes se llaman «{component}».", "Da a cada uno su propio `id`."),
    },
    "plan.credit.field-unknown": {
        "en": (
            "«{field}» is not a person field of the dataset «{dataset}».",
            "Name a field whose type is `person`.",
        ),
        "es": (
            "«{field}» no es un campo de persona del conjunto «{dataset}».",
            "Nombra un campo de tipo `person`.",
        ),
    },
    "plan.credit.field-unknown+near": {
        "en": (
            "«{field}» is not a person field of the dataset «{dataset}».",
            "Did you mean «{near}»?",
        ),
        "es": (
            "«{field}» no es un campo de persona del conjunto «{dataset}».",
            "¿Querías decir «{near}»?",
        ),
    },
    "plan.credit.other-dataset": {
        "en": (
            "The metric «{metric}» counts «{counts}», and this credit is over «{dataset}».",
            "Credit «{counts}», or measure another metric.",
        ),
        "es": (
            "La métrica «{metric}» cuenta «{counts}» y este crédito es sobre «{dataset}».",
            "Acredita «{counts}» o mide otra métrica.",
        ),
    },
    "plan.credit.role-unknown": {
        "en": (
            "No credit of the plan is called «{role}».",
            "Write it under `as:` of a credit.",
        ),
        "es": ("Ningún crédito se llama «{role}».", "Escríbelo en el `as:` de un crédito."),
    },
    "plan.credit.role-unknown+near": {
        "en": ("No credit of the plan is called «{role}».", "Did you mean «{near}»?"),
        "es": ("Ningún crédito se llama «{role}».", "¿Querías decir «{near}»?"),
    },
    "plan.credit.to": {
        "en": (
            "«{value}» does not say whose the record is.",
            "Write a person field (`seller`) or `manager-of seller`.",
        ),
        "es": (
            "«{value}» no dice de quién es el registro.",
            "Escribe un campo de persona (`seller`) o `manager-of seller`.",
        ),
    },
    "plan.date.wrong": {
        "en": ("«{value}» is not a date.", "Write it as 2026-07-01."),
        "es": ("«{value}» no es una fecha.", "Escríbela como 2026-07-01."),
    },
    "plan.dates.late": {
        "en": (
            "The table of dates begins on {first}, and the plan on {start}.",
            "Give the number that holds from {start}.",
        ),
        "es": (
            "La tabla de fechas empieza el {first} y el plan el {start}.",
            "Indica el número que rige desde el {start}.",
        ),
    },
    "plan.dates.not-rising": {
        "en": ("The dates of this table do not rise.", "Write the earliest first."),
        "es": ("Las fechas de esta tabla no van en orden.", "Escribe primero la más antigua."),
    },
    "plan.metric.not-payable": {
        "en": (
            "The metric «{metric}» is not a sum of money, so no share of it can be paid.",
            "Measure a metric of the form sum(amount).",
        ),
        "es": (
            "La métrica «{metric}» no es una suma de dinero; no se puede pagar una parte.",
            "Mide una métrica de la forma sum(importe).",
        ),
    },
    "plan.metric.unknown": {
        "en": ("There is no metric «{metric}».", "Define it, or use a metric that exists."),
        "es": ("No existe la métrica «{metric}».", "Defínela o usa una que exista."),
    },
    "plan.metric.unknown+near": {
        "en": ("There is no metric «{metric}».", "Did you mean «{near}»?"),
        "es": ("No existe la métrica «{metric}».", "¿Querías decir «{near}»?"),
    },
    "plan.number.not-money": {
        "en": ("«{value}» is not an amount.", "Write digits and a point: 50000 or 1250.50."),
        "es": ("«{value}» no es un importe.", "Usa cifras y punto decimal: 50000 o 1250.50."),
    },
    "plan.number.not-percent": {
        "en": ("«{value}» is not a percentage.", "Write it with its sign: 4% or 4.5%."),
        "es": ("«{value}» no es un porcentaje.", "Escríbelo con su signo: 4% o 4.5%."),
    },
    "plan.number.percent-too-fine": {
        "en": ("«{value}» has too many places.", "A percentage has at most four: 4.1255%."),
        "es": (
            "«{value}» tiene demasiados decimales.",
            "Un porcentaje admite hasta cuatro: 4.1255%.",
        ),
    },
    "plan.number.too-fine": {
        "en": (
            "«{value}» has more places than {currency} can hold.",
            "Write at most {places} places.",
        ),
        "es": (
            "«{value}» tiene más decimales de los que admite {currency}.",
            "Escribe como máximo {places}.",
        ),
    },
    "plan.pays.bands-without-table": {
        "en": (
            "There are bands, but not how they pay.",
            "Add `table: marginal` or `table: whole`, and take the `rate` away.",
        ),
        "es": (
            "Hay bandas, pero no dice cómo pagan.",
            "Agrega `table: marginal` o `table: whole` y quita el `rate`.",
        ),
    },
    "plan.pays.nothing": {
        "en": (
            "The component does not say what it pays.",
            "Write `rate: 4%`, or a `table:` with its bands.",
        ),
        "es": (
            "El componente no dice qué paga.",
            "Escribe `rate: 4%` o una `table:` con sus bandas.",
        ),
    },
    "plan.pays.two-forms": {
        "en": (
            "The component has a flat rate and a table.",
            "Keep one: the rate goes into the bands of the table.",
        ),
        "es": (
            "El componente tiene una tasa fija y una tabla.",
            "Deja una: la tasa va dentro de las bandas de la tabla.",
        ),
    },
    "plan.rounding.step": {
        "en": ("Amounts cannot be rounded to nothing.", "Write a step above 0, such as 0.01."),
        "es": ("No se puede redondear a nada.", "Escribe un paso mayor que 0, como 0.01."),
    },
    "plan.target.missing": {
        "en": (
            "«{component}» pays by attainment, and its measure has no target.",
            "Add `target: quota` to the measure.",
        ),
        "es": (
            "«{component}» paga por cumplimiento y su medida no tiene cuota.",
            "Agrega `target: quota` a la medida.",
        ),
    },
    "plan.valid.ends-first": {
        "en": (
            "The plan ends on {before}, before it begins on {start}.",
            "`before` is the first day on which the plan no longer holds.",
        ),
        "es": (
            "El plan termina el {before}, antes de empezar el {start}.",
            "`before` es el primer día en que el plan ya no rige.",
        ),
    },
    "plan.window.other": {
        "en": (
            "The measure runs over a {window}, and the plan pays every {period}.",
            "Use `{period}`, or a longer window to date such as `year-to-date`.",
        ),
        "es": (
            "La medida abarca `{window}` y el plan paga cada `{period}`.",
            "Usa `{period}` o una ventana más larga hasta la fecha, como `year-to-date`.",
        ),
    },
    "plan.window.shorter": {
        "en": (
            "The window {window} is shorter than the payout period, a {period}.",
            "Use `{period}`, or pay more often.",
        ),
        "es": (
            "La ventana `{window}` es más corta que el periodo de pago, `{period}`.",
            "Usa `{period}` o paga con más frecuencia.",
        ),
    },
    "plan.window.whole": {
        "en": (
            "A whole table over {window}, paid every {period}, would rewrite earlier pay.",
            "Use `window: {period}`, or `table: marginal`.",
        ),
        "es": (
            "Una tabla `whole` sobre `{window}`, pagada cada `{period}`, altera pagos previos.",
            "Usa `window: {period}` o `table: marginal`.",
        ),
    },
    "plan.unknown": {
        "en": ("There is no plan «{plan}».", "Load its file, or check the name."),
        "es": ("No existe el plan «{plan}».", "Carga su archivo o revisa el nombre."),
    },
    "plan.unknown+near": {
        "en": ("There is no plan «{plan}».", "Did you mean «{near}»?"),
        "es": ("No existe el plan «{plan}».", "¿Querías decir «{near}»?"),
    },
    "plan.period.other": {
        "en": (
            "{start} to {before} is no payout period: «{plan}» pays every {period}.",
            "Settle a whole {period}.",
        ),
        "es": (
            "Del {start} al {before} no es un periodo de pago: «{plan}» paga cada `{period}`.",
            "Liquida un periodo `{period}` completo.",
        ),
    },
    "plan.period.not-valid": {
        "en": (
            "The plan «{plan}» holds from {start} until before {before}.",
            "Settle a period within that time, or extend `valid`.",
        ),
        "es": (
            "El plan «{plan}» rige desde el {start} y hasta antes del {before}.",
            "Liquida un periodo dentro de ese tiempo o amplía `valid`.",
        ),
    },
    "plan.currency.other": {
        "en": (
            "The plan pays in {currency}, and «{metric}» is counted in {counts}.",
            "Pay in {counts}; exchange is not part of plans yet.",
        ),
        "es": (
            "El plan paga en {currency} y «{metric}» se cuenta en {counts}.",
            "Paga en {counts}; el cambio de moneda aún no forma parte de los planes.",
        ),
    },
    "run.unknown": {
        "en": ("There is no run «{run}».", "Take its name from `rumbo settle`."),
        "es": ("No existe la liquidación «{run}».", "Toma su nombre de `rumbo settle`."),
    },
    "run.period-runs": {
        "en": (
            "The period of «{run}» still runs: it ends before {before}.",
            "Close it from that day on; until then settle it as often as you like.",
        ),
        "es": (
            "El periodo de «{run}» sigue abierto: termina antes del {before}.",
            "Ciérralo a partir de ese día; hasta entonces liquídalo cuantas veces quieras.",
        ),
    },
    "run.closed": {
        "en": (
            "This period was closed with the run «{run}».",
            "What changed since comes as adjustments in the next open period.",
        ),
        "es": (
            "Este periodo se cerró con la liquidación «{run}».",
            "Lo que cambió después llega como ajustes en el siguiente periodo abierto.",
        ),
    },
}
