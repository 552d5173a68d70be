"""Mends of what the language model's parser gets wrong again and again in news prose, once for all that read the parse.

Each is a rule (``kg.english.rule``): ``kg rules`` lists them. None relies on another's having been before it, save
where its comment says so.
"""

from kg.document import Parse
from kg.english.mends import charges as charges  # whose import registers the mends, in this order
from kg.english.mends import names as names
from kg.english.mends import participles as participles
from kg.english.mends import relatives as relatives
from kg.english.mends import reports as reports
from kg.english.mends import requests as requests
from kg.english.mends import settings as settings
from kg.english.mends import speakers as speakers
from kg.english.mends import verbs as verbs
from kg.english.mends.mending import Tree, mends_for


def mended(parse: Parse) -> Parse:
    """The same tokens under mended heads and labels; the very parse where nothing is to mend."""
    tree = Tree.of(parse)
    for token in range(len(parse)):
        for mend in mends_for(parse.pos[token]):
            mend(tree, token)
            tree.keep()
    return tree.grown()
