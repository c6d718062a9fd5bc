"""The metrics that Rumbo ships: one document for each, over the shipped datasets."""

from importlib.resources import files


def library() -> tuple[tuple[str, str], ...]:
    """(key, document) of every shipped metric, in order of key."""
    folder = files("rumbo.metrics").joinpath("library")
    listed = {
        each.name.removesuffix(".yaml"): each.read_text("utf-8") for each in folder.iterdir()
    }
    return tuple(sorted(listed.items()))
