"""A bar on what takes more than a second: on standard error, and only for a person."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from rumbo.cli.output import language_of
from rumbo.kernel.texts import Text

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0  # seconds before a bar appears


@dataclass(slots=True)
class _Bar:
    label: str
    began: float = field(default_factory=time.monotonic)
    shown: "ProgressBar[int] | None" = None
    done: int = 0

    def told(self, done: int, of: int) -> None:
        """`done` of `of` steps are done."""
        if self.shown is None and time.monotonic() - self.began > PATIENCE:
            self.shown = click.progressbar(length=of, label=self.label, file=sys.stderr)
            self.shown.__enter__()
        if self.shown is not None:
            self.shown.length = of
            self.shown.update(done - self.done)
            self.done = done

    def end(self) -> None:
        if self.shown is not None:
            self.shown.render_finish()


@contextmanager
def progress(label: Text) -> Iterator[Callable[[int, int], None]]:
    """Gives a function to be told (done, of); silent when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    bar = _Bar(label.in_language(language_of(dict(os.environ))))
    try:
        yield bar.told
    finally:
        bar.end()
