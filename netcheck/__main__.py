"""``python -m netcheck`` is the same as ``netcheck``."""

import gc
import signal

# A scripted run is over before looking for garbage would pay; that took a twentieth of it. What runs longer turns it on again.
gc.disable()

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until the program can answer for itself, Ctrl-C ends it without a word instead of with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from netcheck.command.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
