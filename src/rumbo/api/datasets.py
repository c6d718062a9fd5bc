"""What a key may send: its datasets and their fields."""

from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from rumbo.api import openapi
from rumbo.api.callers import in_thread
from rumbo.api.problems import language_of, refusal
from rumbo.api.shapes import DatasetList, DatasetShape
from rumbo.pushes.values import Program
from rumbo.records import datasets
from rumbo.records.rules.dataset import Dataset

router = Router(tags=["Datasets"])


@router.get(
    "/datasets",
    operation_id="list_datasets",
    summary="The datasets that the key may write to",
    response=openapi.answers({200: DatasetList}, 401, 429),
)
async def every(request: HttpRequest) -> HttpResponse:
    """Each dataset with its fields, their types, and which of them every record needs."""
    found = await _allowed(request)
    language = language_of(request)
    return JsonResponse({"datasets": [_told(each, language) for each in found]})


@router.get(
    "/datasets/{dataset}",
    operation_id="find_dataset",
    summary="One dataset and its fields",
    response=openapi.answers({200: DatasetShape}, 401, 404, 429),
)
async def one(request: HttpRequest, dataset: str) -> HttpResponse:
    """A dataset that the key may write to."""
    found = next((each for each in await _allowed(request) if each.key == dataset), None)
    if found is None:
        raise refusal(HTTPStatus.NOT_FOUND, "api.no-dataset")
    return JsonResponse(_told(found, language_of(request)))


async def _allowed(request: HttpRequest) -> Iterable[Dataset]:
    program: Program = request.auth  # type: ignore[attr-defined]  # set by the key
    declared = await in_thread(datasets.datasets)
    return [each for each in declared if each.key in program.scope.datasets]


def _told(found: Dataset, language: str) -> dict[str, object]:
    return {
        "key": found.key,
        "name": found.name.in_language(language),
        "means": found.means.in_language(language),
        "fields": [
            {
                "id": each.id,
                "type": each.kind.value,
                "name": each.name.in_language(language),
                "required": each.required or each.id == found.key_field,
                "is_key": each.id == found.key_field,
                "currency": each.currency,
                "choices": list(each.choices),
            }
            for each in found.writable
        ],
    }
