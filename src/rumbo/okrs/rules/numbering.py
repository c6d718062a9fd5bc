"""The numbers of the library: 1.1 to 15.3, in the order of people and not of text."""


def library_place(number: str) -> tuple[int, ...]:
    """Where a number stands; what has none comes after all that have.

    >>> sorted(["10.1", "", "2.3", "2.1"], key=library_place)
    ['2.1', '2.3', '10.1', '']
    """
    if not number:
        return (1,)
    return (0, *(int(part) for part in number.split(".")))
