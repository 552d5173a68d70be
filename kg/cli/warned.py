"""What kg noticed while it read articles and went on with, each in one line on stderr."""

import logging

from kg.cli.render import complain


class _Lines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        complain(f"warning: {record.getMessage()}")


def tell_warnings() -> None:
    """Writes the warnings of this run, unless -v has them written with all else."""
    if not logging.getLogger().handlers:
        logging.getLogger("kg").handlers = [_Lines(logging.WARNING)]
