"""``python -m kg`` is the command line."""

from kg.cli.main import main

main()
