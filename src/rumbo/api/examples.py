"""Events as one would send them, for the document and the page of the API."""

import json

EVENT = {
    "specversion": "1.0",
    "id": "0194f1c2-7f6a",
    "source": "crm",
    "type": "rumbo.record.upsert",
    "time": "2017-12-31T23:59:00Z",
    "data": {
        "dataset": "deals",
        "key": "D-1001",
        "version": 7,
        "fields": {"seller": "ana@acme.example", "stage": "Won", "close-value": "1250.00"},
    },
}
REMOVAL = {
    "specversion": "1.0",
    "id": "0194f1c2-7f6b",
    "source": "crm",
    "type": "rumbo.record.delete",
    "data": {"dataset": "deals", "key": "D-1002", "version": 4},
}


def as_lines() -> str:
    """The examples as a stream: one JSON object on each line."""
    return "".join(f"{json.dumps(each)}\n" for each in (EVENT, REMOVAL))
