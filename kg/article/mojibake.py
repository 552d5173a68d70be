"""Characters that were decoded by a wrong encoding on their way to us: "Russiaâ€™s" -> "Russia’s"."""

import re
from typing import Final
from unicodedata import normalize

# The bytes 80 to BF, which follow in UTF-8, as Windows-1252 and Latin-1 show them.
_FOLLOWING: Final = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd"
# One class of characters first: nearly every place of a text is passed over by it.
_SUSPECT: Final = re.compile(
    rf"[\x80-\x9fÂ-ôв‚Γ](?:(?<=[\x80-\x9f])|(?<=[Â-ô])[{_FOLLOWING}]|(?<=Ã)\s|(?<=в)Ђ|(?<=‚)Ä|(?<=[ΓÔ])Ç)"
)
_OPENED: Final = "â€œ"
# The last byte of a closing quotation mark is no character of Windows-1252: programs drop it or mark it as lost.
_CLOSING: Final = re.compile(r"(?<=\S)â€(?:\ufffd|(?=[\s.,;:!?)\]]|$))")
# Compatibility normalisation (NFKC) makes ¨ ¯ ´ ¸ a blank and a combining mark: "naÃ ̄ve".
_NORMALISED: Final = re.compile("(?<=[Â-ô]) ([\u0308\u0304\u0301\u0327])")
_MARKS: Final = {"\u0308": "¨", "\u0304": "¯", "\u0301": "´", "\u0327": "¸"}


def mended(text: str) -> str:
    """The text, its wrongly decoded stretches decoded rightly where that is sure."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    # What is written rightly, as nearly every text is, needs no library.
    from ftfy import fix_encoding

    if _OPENED in text:
        text = _CLOSING.sub("”", text)
    text = _NORMALISED.sub(lambda mark: _MARKS[mark[1]], normalize("NFC", text))
    return fix_encoding(text)


def is_damaged(text: str) -> bool:
    """Whether a text looks wrongly decoded in a way that ``mended`` is not sure of."""
    if text.isascii() or not _SUSPECT.search(text):
        return False
    from ftfy.badness import is_bad

    return bool(is_bad(text))
