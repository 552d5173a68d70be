"""Answers of queries: ``plain`` for programs, ``readable`` for people, ``written`` as JSON, CSV and TSV."""
