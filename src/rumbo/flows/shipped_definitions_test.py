from rumbo.flows.shipped_definitions import called_for, measurable
from rumbo.metrics.library import library

OWN_CALLS = dict(library())["calls"]


def test_a_mapping_calls_for_the_shipped_dataset_that_nobody_declares() -> None:
    found = called_for(["deals", "costs", "crates"], declared=["deals"], currency="MXN")
    assert list(found) == ["costs"]
    assert "currency: MXN" in found["costs"]


def test_shipped_metrics_come_with_their_datasets_and_their_parts() -> None:
    of_people = {"average-members", "full-time-members", "members"}
    assert files(["market-sizes"]) == {"market-size", *of_people}
    with_deals = files(["market-sizes", "deals"])
    assert {"market-share", "revenue"} <= with_deals
    assert "deals-per-selling-hour" not in with_deals


def test_an_organisation_with_datasets_of_its_own_gets_no_shipped_metric() -> None:
    assert files([]) == set()


def test_what_is_made_of_a_metric_of_the_organisation_is_left_to_it() -> None:
    own = [(dict(library())["revenue"], "revenue.yaml")]
    found = {file for _, file in measurable(["deals", "market-sizes"], own=own)}
    assert "deals-won.yaml" in found
    assert "market-share.yaml" not in found


def test_a_metric_of_the_organisation_stands_in_place_of_the_shipped_one() -> None:
    found = measurable(["activities"], own=[(OWN_CALLS, "calls.yaml")])
    names = {file for _, file in found}
    assert "selling-hours.yaml" in names
    assert "calls.yaml" not in names


def files(datasets: list[str]) -> set[str]:
    return {file.removesuffix(".yaml") for _, file in measurable(datasets, own=[])}
