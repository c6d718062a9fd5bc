"""What somebody is called once their name is erased."""


def neutral_name(number: int, language: str) -> str:
    """A name that says nothing but tells one erased person from another.

    >>> neutral_name(4711, "es-MX")
    'Persona 4711'
    """
    return f"{'Persona' if language.startswith('es') else 'Person'} {number}"
