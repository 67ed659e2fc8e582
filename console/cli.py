"""The command line `gongkai`."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console
from rich.markup import escape

from console.pipeline import tool_version
from console.texts import say
from console.verbs import (
    bundle_verbs,
    demo,
    diff_verb,
    doctor,
    due_verb,
    evidence_verb,
    export_verbs,
    looking,
    main_job,
    notice_verbs,
    probe_verb,
    queue_verbs,
    review_verbs,
    rule_verbs,
    sample_verb,
    schedule_verbs,
    score_verbs,
    site_verbs,
)
from records.errors import GongkaiError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class _Verbs(click.Group):
    """The verbs; one has a second name."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, {"scheme": "schemes"}.get(cmd_name, cmd_name))


@click.group(cls=_Verbs, context_settings=CONTEXT, help=say("cli.help"))
@click.version_option(tool_version(), prog_name="gongkai", message="%(prog)s %(version)s")
def cli() -> None:
    """Every verb is registered below."""


MODULES = (
    demo,
    main_job,
    looking,
    diff_verb,
    evidence_verb,
    review_verbs,
    sample_verb,
    rule_verbs,
    site_verbs,
    score_verbs,
    export_verbs,
    due_verb,
    probe_verb,
    schedule_verbs,
    queue_verbs,
    bundle_verbs,
    notice_verbs,
    doctor,
)
for module in MODULES:
    module.register(cli)


def main() -> None:
    """Entry point: our own errors become one clear message and exit code 2; Ctrl-C becomes 3."""
    try:
        cli.main(standalone_mode=False)
    except GongkaiError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _tell(say("stopped"))
        sys.exit(3)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _tell(say("os_error", error=error))
        sys.exit(2)


def _tell(text: str) -> None:
    Console(stderr=True).print(f"[bold red]gongkai:[/] {escape(text)}", soft_wrap=True, highlight=False)
