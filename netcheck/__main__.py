"""``python -m netcheck`` is the same as ``netcheck``."""

from netcheck.cli import main

if __name__ == "__main__":
    main()
