"""``python -m underheaven``: the same as the ``underheaven`` command."""


def _start() -> None:
    from underheaven.cli import main

    main()


if __name__ == "__main__":
    _start()
