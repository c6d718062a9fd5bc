"""Where the examples are, and the password that opens a demo."""

from pathlib import Path

import rumbo
from rumbo.kernel.problems import Problem, Refused

EXAMPLES = Path(rumbo.__file__).resolve().parents[2] / "examples"
DEMO = "maventech"
DEMO_PASSWORD = "rumbo-demo"  # noqa: S105 - printed on the screen; it opens public sample data


def example(name: str) -> Path:
    """The folder of an example by name, or a folder that holds one. Raises Refused."""
    for folder in (EXAMPLES / name, Path(name)):
        if (folder / "organisation.yaml").is_file():
            return folder
    known = sorted(each.parent.name for each in EXAMPLES.glob("*/organisation.yaml"))
    facts = {"value": name, "known": ", ".join(known)}
    raise Refused(Problem("cli.example.unknown", facts=facts))
