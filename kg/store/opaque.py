"""What a query holds as one piece."""

from typing import Final

# Longest first, as SPARQL reads: a # within an IRI or a string begins no comment, a brace within them ends no block.
OPAQUE: Final = r"""
    <[^<>"{}|^`\\\x00-\x20]*>
  | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
  | \#[^\n\r]*
"""
"""Regular expression (verbose) for what a query holds as one piece: IRIs, strings, comments."""
