"""The titles and short sentences of the command line, in both languages."""

from rumbo.kernel.texts import Text

PERSON = Text("Person", "Persona")
TEAM = Text("Team", "Equipo")
EMAIL = Text("E-mail", "Correo")
ROLE = Text("Role", "Rol")
RANK = Text("Rank", "Puesto")
GAP = Text("To the next", "Al siguiente")
PAYEE = Text("Payee", "Beneficiario")
AMOUNT = Text("Amount", "Importe")
TOTAL = Text("Total", "Total")
LINES = Text("Lines", "Líneas")
LINE = Text("Line", "Línea")
RECORD = Text("Record", "Registro")
DATE = Text("Date", "Fecha")
BASE = Text("Base", "Base")
RATE = Text("Rate", "Tasa")
BEFORE = Text("Before", "Antes")
AFTER = Text("After", "Después")
COLUMN = Text("Column", "Columna")
VALUE = Text("Value", "Valor")
DATASET = Text("Dataset", "Conjunto")
DECLARED = Text("declared", "declarado")
TO_ADOPT = Text("comes with Rumbo, not declared", "viene con Rumbo, sin declarar")
REASON = Text("Reason", "Motivo")
FILE = Text("File", "Archivo")
OBJECTIVE = Text("Objective", "Objetivo")
KEY_RESULT = Text("Key result", "Resultado clave")
AIM = Text("Aim", "Propósito")
PERIOD = Text("Period", "Periodo")
NUMBER = Text("No.", "N.º")
NOW = Text("Now", "Ahora")
TARGET = Text("Target", "Meta")
PROGRESS = Text("Progress", "Avance")
EXPECTED = Text("Expected", "Esperado")
STANDING = Text("Standing", "Situación")
SCORE = Text("Score", "Calificación")
UNMATCHED = Text("(unmatched)", "(sin identificar)")
NOTHING = Text("(none)", "(ninguno)")

KEY = Text("Key", "Llave")
SOURCE = Text("Source", "Fuente")
DATASETS = Text("Datasets", "Conjuntos")
STATE = Text("State", "Estado")
LAST_USED = Text("Last used (UTC)", "Último uso (UTC)")
VALID = Text("valid", "vale")
REVOKED = Text("revoked", "revocada")
EXPIRED = Text("expired", "caducada")

STANDINGS = {
    "green": Text("on track", "en camino"),
    "amber": Text("at risk", "en riesgo"),
    "red": Text("behind", "atrasado"),
    "grey": Text("no data", "sin datos"),
    "not-started": Text("not started", "sin empezar"),
}

DIMENSIONS = {
    "person": PERSON,
    "team": TEAM,
    "group": Text("Group", "Grupo"),
    "manager": Text("Manager", "Gerente"),
    "product": Text("Product", "Producto"),
    "day": Text("Day", "Día"),
    "week": Text("Week", "Semana"),
    "month": Text("Month", "Mes"),
    "quarter": Text("Quarter", "Trimestre"),
    "year": Text("Year", "Año"),
}


def text(en: str, es: str, **facts: object) -> Text:
    """A sentence with facts, in both languages."""
    return Text(en.format(**facts), es.format(**facts))


def title_of(dimension: str, language: str) -> str:
    """The title of a column of groups: a field of the records is called by its id."""
    known = DIMENSIONS.get(dimension)
    return known.in_language(language) if known else dimension
