"""The man page tells what the program does, and the shipped copy is the one the program makes."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from netcheck.command import cli, exits, manual

PAGE = manual.page()
SHIPPED = Path(manual.__file__).parent / "netcheck.1"


def test_the_shipped_page_is_the_one_the_program_makes():
    assert SHIPPED.read_text(encoding="utf-8") == PAGE, "Write it anew: python -m netcheck.command.manual > netcheck/command/netcheck.1"


def test_every_command_option_and_environment_name_is_on_the_page():
    program = get_command(cli.app)
    text = PAGE.replace("\\-", "-")

    for command in (program, *program.commands.values()):
        for option in command.params:
            assert (option.opts[0] if option.param_type_name == "option" else option.name.upper()) in text
            assert option.help.split(".")[0] in text
            assert option.envvar is None or f"\\fB{option.envvar}\\fR" in text
    for name in program.commands:
        assert f".SS netcheck {name}" in text


def test_every_exit_status_is_on_the_page():
    after = PAGE.partition(".SH EXIT STATUS")[2].partition(".SH FILES")[0].splitlines()
    named = [int(line[3:-3]) for line in after if line.startswith("\\fB")]
    known = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}

    assert named == sorted(known | set(exits.STATUS_OF_URGENCY.values()))


def test_no_text_of_the_program_is_taken_for_a_command_of_roff():
    known = {".TH", ".SH", ".SS", ".B", ".TP", ".PP"}

    assert {line.split()[0] for line in PAGE.splitlines() if line[:1] in {".", "'"}} == known
    assert manual._text(".so /etc/passwd") == "\\&.so /etc/passwd"
    assert manual._text("back\\slash - 'quote'") == "back\\eslash \\- 'quote'"
