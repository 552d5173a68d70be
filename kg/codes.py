"""The closed values of facts (ontology/vocabulary.ttl, ontology/plover.ttl), for those who load no RDF library."""

from typing import Final


def _values(words: str) -> frozenset[str]:
    return frozenset(words.split())


ACTS: Final = _values(
    """
    accuse admit announce apologise assert criticise demand deny offer other praise predict promise question
    recognise reject request support threaten warn
    """
)
STATUSES: Final = _values(
    """
    adopted announced annulled called-for delisted eased enforced evaded exempted expired extended imposed
    in-force lifted promised proposed refused suspended threatened tightened under-discussion vetoed violated
    """
)
MEASURES: Final = _values(
    """
    aid-suspension arms-embargo asset-confiscation asset-freeze asset-seizure aviation-ban
    bank-messaging-exclusion broadcasting-ban diplomatic-expulsion entity-listing export-control
    financial-market-exclusion import-ban insurance-ban investment-ban port-ban price-cap secondary-sanctions
    services-ban shipping-ban sovereign-debt-ban tariff trade-embargo transaction-ban travel-ban unspecified
    visa-restriction
    """
)
OBJECTIVES: Final = _values(
    """
    democracy end-war human-rights other policy-change prevent-war regime-change territorial-conflict
    terrorism
    """
)
COUNTS: Final = _values(
    """
    abducted affected casualties deployed detained displaced evacuated expelled injured killed listed missing
    released
    """
)
QUALIFIERS: Final = _values(
    """
    about at-least at-most between exact less-than more-than some
    """
)
MODES_OF: Final[dict[str, frozenset[str]]] = {
    "ACCUSE": _values("allege disapprove investigate"),
    "AGREE": frozenset(),
    "AID": frozenset(),
    "ASSAULT": _values(
        "abduct aerial beat crowd-control destroy drone explosives firearms heavy-weapons primitive sexual"
        " suicide-attack targeted torture unconventional"
    ),
    "COERCE": _values("arrest censor curfew cyber deport martial-law misinformation restrict seize withhold"),
    "CONCEDE": frozenset(),
    "CONSULT": _values("multilateral phone third-party visit"),
    "COOPERATE": frozenset(),
    "MOBILIZE": _values("militia police troops weapons"),
    "PROTEST": _values("boycott demo hunger obstruct riot strike vandalize"),
    "REJECT": _values("assist change meet yield"),
    "REQUEST": _values("assist change meet yield"),
    "RETREAT": _values("access ceasefire disarm release resign withdraw"),
    "SANCTION": _values("convict discontinue expel withdraw"),
    "SUPPORT": frozenset(),
    "THREATEN": _values("arrest expel relations restrict seize territory violence"),
    "ELECTION": frozenset(),
    "REFERENDUM": frozenset(),
    "VOTE": frozenset(),
}
"""Type of event -> its modes, in PLOVER and in our own few; names of modes repeat across types."""

TYPES: Final = frozenset(MODES_OF)
MODES: Final = frozenset(f"{type_}-{mode}" for type_, modes in MODES_OF.items() for mode in modes)
"""TYPE-mode, as the ontology names them."""
CONTEXTS: Final = _values(
    """
    asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive gender
    health human_rights human_security illegal_drugs inequality intelligence legal legislative lgbt migration
    military misinformation natural_resource peacekeeping political_institutions pro_autocracy pro_democracy
    religion_ethnicity reparations repression rights_freedoms technology territory terrorism trafficking
    """
)
