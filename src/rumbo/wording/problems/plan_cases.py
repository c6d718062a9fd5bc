"""What the codes of a plan's cases say."""

MESSAGES = {
    "plan.case.fails": {
        "en": (
            "Case {case} («{says}») expects {expected} for «{component}», not {actual}.",
            "Mend the case if the plan is right, or the plan if the case is.",
        ),
        "es": (
            "El caso {case} («{says}») espera {expected} en «{component}», no {actual}.",
            "Corrige el caso si el plan es correcto, o el plan si lo es el caso.",
        ),
    },
    "plan.case.pays-nothing": {
        "en": (
            "This case does not say what is paid.",
            "Name a component and its exact amount: {{commission: 6800.00}}.",
        ),
        "es": (
            "Este caso no dice qué se paga.",
            "Nombra un componente y su importe exacto: {{commission: 6800.00}}.",
        ),
    },
    "plan.case.unknown-given": {
        "en": ("No component measures «{name}».", "Use a metric of the plan, `quota` or `on`."),
        "es": (
            "Ningún componente mide «{name}».",
            "Usa una métrica del plan, `quota` u `on`.",
        ),
    },
    "plan.case.unknown-given+near": {
        "en": ("No component measures «{name}».", "Did you mean «{near}»?"),
        "es": ("Ningún componente mide «{name}».", "¿Querías decir «{near}»?"),
    },
    "plan.case.unknown-pays": {
        "en": ("The plan has no component «{name}».", "Use the `id` of one of its components."),
        "es": ("El plan no tiene el componente «{name}».", "Usa el `id` de uno de los suyos."),
    },
    "plan.case.unknown-pays+near": {
        "en": ("The plan has no component «{name}».", "Did you mean «{near}»?"),
        "es": ("El plan no tiene el componente «{name}».", "¿Querías decir «{near}»?"),
    },
    "plan.cases.missing": {
        "en": (
            "The plan «{plan}» has no cases, so it stays a draft and settles nothing.",
            "Add `cases:` with inputs and the exact pay of each component.",
        ),
        "es": (
            "El plan «{plan}» no tiene casos: queda en borrador y no liquida nada.",
            "Agrega `cases:` con datos de entrada y el pago exacto de cada componente.",
        ),
    },
}
