"""The one ``hengjian`` entry: finds a command's module, parses, runs, sets the exit code.

A command is a module with ``HELP`` (a ``Text``), ``NEEDS_DATABASE`` (bool),
``add_arguments(parser)`` and ``run(arguments) -> int``. Only the module of the command
that was asked for is imported, so that file-only commands start fast and need no settings.
"""

import argparse
import importlib
import os
import sys
from types import ModuleType

from hengjian.config.argument_words import speak
from hengjian.config.commands import COMMANDS, Command, Group
from hengjian.config.who import Who
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


_STOPPED = 130  # as shells say of SIGINT


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns (and, as the console script, exits with) its code."""
    words = list(sys.argv[1:] if argv is None else argv)
    speak()
    parser = argparse.ArgumentParser(prog="hengjian", description=_description())
    groups = parser.add_subparsers(dest="group", metavar="COMMAND")
    for name, entry in COMMANDS.items():
        wanted = bool(words) and words[0] == name
        child = groups.add_parser(name, help=entry.help.in_language(language()))
        if not wanted:
            continue
        if isinstance(entry, Group):
            acts = child.add_subparsers(dest="act", metavar="ACT", required=True)
            for act, leaf in entry.acts.items():
                act_parser = acts.add_parser(
                    act, help=leaf.help.in_language(language())
                )
                if len(words) > 1 and words[1] == act:
                    _prepare(act_parser, leaf)
        else:
            _prepare(child, entry)
    arguments = parser.parse_args(words)
    if not hasattr(arguments, "command_module"):
        parser.print_help()
        return 0 if not words else 2
    return _run(arguments)


def console() -> None:
    """Console-script entry; also quiet where it is stopped, or its reader goes, early."""
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _STOPPED
    except BrokenPipeError:
        # the interpreter flushes once more at its end: let that go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def module_of(command: Command) -> ModuleType:
    """The module that carries a command out."""
    return importlib.import_module(command.module)


def _description() -> str:
    if language().startswith("en"):
        return "Hengjian: case cards in, faults found, indicators computed."
    return "衡鉴：案卡进来，问题找出，指标算清。"


def _prepare(parser: argparse.ArgumentParser, command: Command) -> None:
    module = module_of(command)
    parser.description = module.HELP.in_language(language())
    module.add_arguments(parser)
    parser.set_defaults(command_module=module, needs=command.needs)


def _run(arguments: argparse.Namespace) -> int:
    module = arguments.command_module
    try:
        if module.NEEDS_DATABASE:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")
            import django

            django.setup()
            if arguments.needs is Who.KEY_OWNER:
                from hengjian.access.command_line import require_key_owner

                require_key_owner()
        return int(module.run(arguments))
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return _STOPPED
    except UserFault as fault:
        sys.stderr.write(f"hengjian: {fault.in_language(language())}\n")
        return 2
    except Exception as error:
        return _said(error)


def _said(error: Exception) -> int:
    """Exit code 2 and a sentence: a full disk, a database away, a file nobody can open."""
    from hengjian.ui.outages import outage

    text = outage(error)
    named = error.filename if isinstance(error, OSError) else None
    if text is None and named:
        reason = error.strerror if isinstance(error, OSError) else ""
        text = Text(f"不能读写({reason})", f"cannot be read or written ({reason})")
        text = Text(f"{named}: {text.zh}", f"{named}: {text.en}")
        named = None
    if text is None:
        raise error
    where = f" ({named})" if named else ""
    sys.stderr.write(f"hengjian: {text.in_language(language())}{where}\n")
    return 2


if __name__ == "__main__":
    console()
