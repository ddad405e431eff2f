"""The terminal that other tests press keys in: on a machine that is slow, it waits as long as that takes."""

from __future__ import annotations

from tests.support.real_terminal import RealTerminal

SLOW = """
import select, sys, time, tty
tty.setcbreak(0)
print("begin", end="", flush=True)
# What a slow machine does between what is to be seen and the first moment after it.
end = time.process_time() + 0.6
while time.process_time() < end:
    pass
if select.select([0], [], [], 0.15)[0]:
    print(" too early", end="")
print(" pressed", sys.stdin.read(1))
"""


def test_a_key_is_pressed_when_the_first_moment_is_over_however_late_the_program_begins_to_count_it():
    with RealTerminal("-c", SLOW) as on:
        on.wait_for("begin")
        on.press("x")

        assert on.end() == "begin pressed x"


def test_without_that_it_would_be_too_early():
    with RealTerminal("-c", SLOW) as on:
        on.read_until(lambda: on.text == "begin", "it never began")
        on.press("x")

        assert "too early pressed x" in on.end()
