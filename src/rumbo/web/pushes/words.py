"""What verdicts are called, and how a value of each type is written."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.records.rules.dataset import FieldKind

VERDICTS: Mapping[str, Promise] = {
    "accepted": _("Accepted"),
    "duplicate": _("Known already"),
    "stale": _("Late"),
    "refused": _("Refused"),
}
TONES: Mapping[str, str] = {
    "accepted": "good",
    "duplicate": "stale",
    "stale": "warn",
    "refused": "bad",
}
FIELD_EXAMPLES: Mapping[FieldKind, object] = {
    FieldKind.TEXT: "…",
    FieldKind.WHOLE: 3,
    FieldKind.DECIMAL: "1.5",
    FieldKind.MONEY: "1250.00",
    FieldKind.DATE: "2026-03-31",
    FieldKind.INSTANT: "2026-03-31T17:00:00Z",
    FieldKind.YES_NO: True,
    FieldKind.PERSON: "ana@acme.example",
}
