"""What terminals send without being asked, and keys in pieces: only our own keys do anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.input.vt100_parser import Vt100Parser

from netcheck.terminal.escapes import PASTE, PASTE_END, Escapes
from netcheck.terminal.keyboard import NAMES, OnlyOurKeys
from tests.conftest import SMALL
from tests.support.real_terminal import RealTerminal

NOT_OURS = {
    "all: focus in": "\x1b[I",
    "all: focus out": "\x1b[O",
    "xterm: Alt-n": "\x1bn",
    "xterm: Alt-1": "\x1b1",
    "xterm: Alt-Enter": "\x1b\r",
    "xterm: Ctrl-Left": "\x1b[1;5D",
    "xterm: Shift-Tab": "\x1b[Z",
    "xterm: F1": "\x1bOP",
    "xterm: F5": "\x1b[15~",
    "xterm: Insert": "\x1b[2~",
    "xterm: keypad 5": "\x1bOu",
    "xterm: modifyOtherKeys y": "\x1b[27;5;121~",
    "xterm: mouse of X10": "\x1b[M !!",
    "xterm: mouse of X10, letters": "\x1b[My12",
    "xterm: mouse of urxvt": "\x1b[32;10;20M",
    "xterm: mouse of SGR, pressed": "\x1b[<0;10;20M",
    "xterm: mouse of SGR, let go": "\x1b[<0;10;20m",
    "xterm: wheel": "\x1b[<64;10;20M",
    "xterm: where the cursor is": "\x1b[12;40R",
    "xterm: what it is": "\x1b[?64;1;2;6;22c",
    "xterm: size of the window": "\x1b[8;24;80t",
    "xterm: a mode": "\x1b[?2026;2$y",
    "xterm: color of the background": "\x1b]11;rgb:ffff/ffff/dddd\x1b\\",
    "xterm: color, ended by a bell": "\x1b]11;rgb:0000/0000/0000\x07",
    "xterm: its version": "\x1bP>|XTerm(390)\x1b\\",
    "kitty: a": "\x1b[97u",
    "kitty: y let go": "\x1b[121;1:3u",
    "kitty: Enter": "\x1b[13u",
    "kitty: Enter let go": "\x1b[13;1:3u",
    "kitty: Esc": "\x1b[27u",
    "kitty: Left let go": "\x1b[1;1:3D",
    "kitty: Left repeated": "\x1b[1;1:2D",
    "kitty: 1 with its text": "\x1b[49;;49u",
    "kitty: left Shift": "\x1b[57441;2u",
    "kitty: flags": "\x1b[?31u",
    "kitty: a picture": "\x1b_Gi=31;OK\x1b\\",
    "iTerm2: Option-Left": "\x1b\x1b[D",
    "iTerm2: Option-Down": "\x1b[1;9B",
    "iTerm2: Option-b": "\x1bb",
    "iTerm2: its version": "\x1bP>|iTerm2 3.5.0\x1b\\",
    "iTerm2: size of a cell": "\x1b]1337;ReportCellSize=17.5;8.0;2.0\x1b\\",
    "Windows Terminal: n": "\x1b[78;49;110;1;0;1_",
    "Windows Terminal: Enter": "\x1b[13;28;13;1;0;1_",
    "Windows Terminal: Esc let go": "\x1b[27;1;27;0;0;1_",
    "Windows Terminal: what it is": "\x1b[?61;6;7;21;22;23;24;28;32;42c",
    "tmux: focus": "\x1b[I\x1b[O\x1b[I",
    "tmux: extended key": "\x1b[27;2;13~",
    "tmux: its version": "\x1bP>|tmux 3.4\x1b\\",
    "tmux: Alt-Up": "\x1b[1;3A",
    "rxvt: Ctrl-Right": "\x1bOc",
    "rxvt: Alt-Left": "\x1b\x1bOD",
    "Linux: F1": "\x1b[[A",
}
OURS = {
    "\x1b[A": "up", "\x1bOA": "up", "\x1b[B": "down", "\x1bOB": "down", "\x1b[D": "left", "\x1bOD": "left", "\x1b[C": "right",
    "\x1b[H": "home", "\x1bOH": "home", "\x1b[1~": "home", "\x1b[7~": "home", "\x1b[F": "end", "\x1bOF": "end", "\x1b[4~": "end",
    "\x1b[8~": "end", "\x1b[5~": "pageup", "\x1b[6~": "pagedown", "\x1b[3~": "delete", "\r": "enter", "\n": "enter", "\x7f": "backspace",
    "\x03": "c-c", "\x04": "c-d", "y": "y", "1": "1", "?": "?", " ": " ", "\xe9": "\xe9",
    "\x1b[99;5u": "c-c", "\x1b[27;5;99~": "c-c", "\x1b[100;5u": "c-d",
}  # fmt: skip


def keys_of(*pieces, flushed=False):
    """The names of the keys that come of pieces; with ``flushed`` nothing comes for a while after each."""
    pressed = []
    parser = OnlyOurKeys(Vt100Parser(pressed.append))
    for piece in pieces:
        parser.feed(piece)
        if flushed:
            parser.flush()
    parser.flush()
    return [NAMES.get(press.key, getattr(press.key, "value", press.key)) for press in pressed]


@pytest.mark.parametrize("sequence", NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_not_ours_does_nothing_and_what_comes_after_counts(sequence):
    assert keys_of(sequence) == []
    assert keys_of(sequence, flushed=True) == []
    assert keys_of(f"{sequence}y{sequence}\x1b[B{sequence}") == ["y", "down"]


@pytest.mark.parametrize("sequence", NOT_OURS.values(), ids=NOT_OURS)
def test_in_pieces_it_does_nothing_either(sequence):
    for cut in range(1, len(sequence)):
        pieces = sequence[:cut], sequence[cut:]
        assert keys_of(*pieces) == []
        if not pieces[0].endswith("\x1b") and sequence[1] in "[O":
            # Also with a pause in it.
            assert keys_of(*pieces, flushed=True) == []
    assert keys_of(*sequence) == []


@pytest.mark.parametrize(("sequence", "name"), OURS.items(), ids=OURS.values())
def test_our_keys_are_themselves_whole_and_in_pieces(sequence, name):
    assert keys_of(sequence) == [name]
    assert keys_of(*sequence) == [name]
    assert keys_of(sequence * 3) == [name] * 3
    if len(sequence) > 2:
        assert keys_of(sequence[:2], sequence[2:], flushed=True) == [name]


def test_esc_alone_is_esc_and_twice_in_a_row_is_one():
    assert keys_of("\x1b") == ["escape"]
    assert keys_of("\x1b\x1b") == ["escape"]
    assert keys_of("\x1b", "\x1b", flushed=True) == ["escape", "escape"]


def test_an_arrow_key_whose_rest_comes_after_its_esc_counted_is_no_letter_and_no_second_key():
    assert keys_of("\x1b", "[D", "y", flushed=True) == ["escape", "y"]
    assert keys_of("\x1b", "[", "D", "y", flushed=True) == ["escape", "y"]
    assert keys_of("\x1b", "[1;5", "D", "y", flushed=True) == ["escape", "y"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[1;5", "\x1b[M", "\x1b[M!", "\x1bO", "\x1b]11;rgb:", "\x1bP", "\x1b_G", "\x1b\x1b["])
def test_a_beginning_without_an_end_stops_neither_enter_nor_ctrl_c(begun):
    assert keys_of(begun, "\x03") == ["c-c"]
    assert keys_of(begun, "\x03", flushed=True) == ["c-c"]
    assert keys_of(begun, "\r") == ["enter"]
    assert keys_of(begun, "\x1b[B") == ["down"]


def test_alt_and_a_letter_that_begins_a_text_does_not_take_the_keyboard_away():
    assert keys_of("\x1b]", "y", flushed=True) == ["y"]
    assert keys_of("\x1bP", "1", "\r", flushed=True) == ["1", "enter"]


PASTED = f"{PASTE}y\rn\r\x1b[B12\r{PASTE_END}"


@pytest.mark.parametrize("flushed", [False, True])
def test_a_pasted_text_is_one_thing_wherever_it_is_cut(flushed):
    for cut in range(2, len(PASTED)):
        assert keys_of(PASTED[:cut], PASTED[cut:], "1", flushed=flushed) == ["<bracketed-paste>", "1"]


def test_a_pasted_text_without_an_end_can_be_stopped():
    assert keys_of(PASTED[:-3], "\x03", flushed=True) == ["<bracketed-paste>", "c-c"]
    # In the middle of it, a letter of that name is a letter.
    assert keys_of(f"{PASTE}a", f"\x03b{PASTE_END}") == ["<bracketed-paste>"]


@given(st.lists(st.one_of(st.sampled_from([*NOT_OURS.values()]), st.sampled_from([*OURS]), st.text(max_size=5)), max_size=20), st.data())
def test_how_it_is_cut_changes_nothing(parts, data):
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=10)))
    pieces = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    whole, cut = Escapes(), Escapes()

    assert whole.feed(text) == "".join(cut.feed(piece) for piece in pieces)


@given(st.lists(st.sampled_from([*NOT_OURS.values()]), max_size=20))
def test_no_row_of_reports_is_ever_a_key(sequences):
    assert keys_of("".join(sequences)) == []


@pytest.mark.usefixtures("both_sizes")
def test_in_a_real_terminal_none_of_them_moves_anything():
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL)) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        on.do("2\r", "Do you have any of these right now?")
        before = on.wait_for("Ctrl-C: stop")
        for sequence in [*NOT_OURS.values(), PASTED]:
            on.press(sequence)
        on.read_for(1)
        assert on.text == before

        for piece in "\x1b[B":
            on.press(piece)
            on.read_for(0.2)
        on.wait_for("> 1 [ ] Pressure in the chest")
        on.do("escape", "Are you fighting for breath?")
