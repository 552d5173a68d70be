"""What a browser may do with an answer (Content-Security-Policy)."""


def policy(*styles: str) -> str:
    """Nothing runs but our own scripts, and nothing goes to another machine; ``styles`` are sources of more styles."""
    allowed = " ".join(("'self'", *styles))
    return (
        f"default-src 'self'; script-src 'self'; style-src {allowed}; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
