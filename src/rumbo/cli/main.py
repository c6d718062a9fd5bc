"""The command `rumbo`: one file per command, loaded when it is called.

Exit codes: 0 done, 2 the input was wrong (nothing half-done), 1 a fault of ours.
"""

import os
import sys
from importlib import import_module

import click

from rumbo.cli.attended import attended
from rumbo.cli.output import Output, report_fault
from rumbo.kernel.problems import Problem, Refused

DONE, FAULT, BAD_INPUT, STOPPED = 0, 1, 2, 130

# Name of the command -> its module. Nothing is imported until a command is asked for: each
# start pays only for what it uses.
COMMANDS = {
    "init": "rumbo.cli.init",
    "demo": "rumbo.cli.demo",
    "serve": "rumbo.cli.serve",
    "datasets": "rumbo.cli.datasets",
    "import": "rumbo.cli.import_records",
    "source": "rumbo.cli.source",
    "keys": "rumbo.cli.keys",
    "metric": "rumbo.cli.metric",
    "board": "rumbo.cli.board",
    "okr": "rumbo.cli.okr",
    "key-results": "rumbo.cli.key_results",
    "check": "rumbo.cli.check",
    "settle": "rumbo.cli.settle",
    "statement": "rumbo.cli.statement",
    "recompute": "rumbo.cli.recompute",
    "export": "rumbo.cli.export",
    "erase": "rumbo.cli.erase",
    "linked": "rumbo.cli.linked",
}
# They keep processes of their own, and tell how those ended.
_SUPERVISES = frozenset({"serve", "demo"})


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rumbo", prog_name="rumbo")
def rumbo() -> None:
    """Sales OKRs that measure themselves, live boards, and commissions everyone can check.

    Data lives in RUMBO_HOME (default: var/). Exit codes: 0 done, 2 bad input, 1 fault.
    """


def main() -> None:
    """Run the command named in the arguments; the entry point of the installed script."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    arguments = sys.argv[1:]
    if _SUPERVISES.intersection(arguments[:1]) or not hasattr(os, "fork"):
        sys.exit(run(arguments))
    sys.exit(attended(lambda: run(arguments), ended=lambda how: _ended(arguments, how)))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; every problem is told, never a traceback."""
    output = Output.wanted_by(arguments)
    try:
        return _code(rumbo.main(arguments, prog_name="rumbo", standalone_mode=False))
    except Refused as refusal:
        output.problems(refusal.problems)
    except click.UsageError as error:
        _usage(output, error)
    except (click.Abort, BrokenPipeError):
        return _stopped()
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told
        report_fault(output, error)
        return FAULT
    return BAD_INPUT


def _ended(arguments: list[str], how: str) -> int:
    """Told by the process that is left when the command's own has died."""
    Output.wanted_by(arguments).problems((Problem("cli.ended", facts={"how": how}),))
    return FAULT


def _stopped() -> int:
    """The reader has gone (Ctrl-C, or the end of a pipe): say nothing more to anybody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return STOPPED


def _code(returned: object) -> int:
    return returned if isinstance(returned, int) else DONE


def _usage(output: Output, error: click.UsageError) -> None:
    context = error.ctx
    help_at = context.command_path + " --help" if context else "rumbo --help"
    facts = {"reason": error.format_message(), "help": help_at}
    output.problems((Problem("cli.usage", facts=facts),))


if __name__ == "__main__":
    main()
