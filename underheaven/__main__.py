"""``python -m underheaven``: the same as the ``underheaven`` command."""

import sys


def _start() -> None:
    try:
        from underheaven.cli import main
    except KeyboardInterrupt:
        # Nothing but imports has happened.
        sys.exit(130)
    main()


if __name__ == "__main__":
    _start()
