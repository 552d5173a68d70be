"""The codes that the dictionary may name: those of the ontology, to which a test holds them, and frames of saying."""

from typing import Final


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


ACTS: Final = _codes(
    "accuse admit announce apologise assert criticise demand deny offer other praise predict promise question recognise"
    " reject request support threaten warn"
)

# Type of event -> its modes, in PLOVER and in our own few.
TYPES: Final = {
    "ACCUSE": _codes("allege disapprove investigate"),
    "AGREE": _codes(""),
    "AID": _codes(""),
    "ASSAULT": _codes(
        "abduct aerial beat crowd-control destroy drone explosives firearms heavy-weapons primitive sexual"
        " suicide-attack targeted torture unconventional"
    ),
    "COERCE": _codes("arrest censor curfew cyber deport martial-law misinformation restrict seize withhold"),
    "CONCEDE": _codes(""),
    "CONSULT": _codes("multilateral phone third-party visit"),
    "COOPERATE": _codes(""),
    "MOBILIZE": _codes("militia police troops weapons"),
    "PROTEST": _codes("boycott demo hunger obstruct riot strike vandalize"),
    "REJECT": _codes("assist change meet yield"),
    "REQUEST": _codes("assist change meet yield"),
    "RETREAT": _codes("access ceasefire disarm release resign withdraw"),
    "SANCTION": _codes("convict discontinue expel withdraw"),
    "SUPPORT": _codes(""),
    "THREATEN": _codes("arrest expel relations restrict seize territory violence"),
    "ELECTION": _codes(""),
    "REFERENDUM": _codes(""),
    "VOTE": _codes(""),
}

CONTEXTS: Final = _codes(
    "asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive gender health"
    " human_rights human_security illegal_drugs inequality intelligence legal legislative lgbt migration military"
    " misinformation natural_resource peacekeeping political_institutions pro_autocracy pro_democracy"
    " religion_ethnicity reparations repression rights_freedoms technology territory terrorism trafficking"
)

STATUSES: Final = _codes(
    "adopted announced annulled called-for delisted eased enforced evaded exempted expired extended imposed in-force"
    " lifted promised proposed refused suspended threatened tightened under-discussion vetoed violated"
)

MEASURES: Final = _codes(
    "aid-suspension arms-embargo asset-confiscation asset-freeze asset-seizure aviation-ban bank-messaging-exclusion"
    " broadcasting-ban diplomatic-expulsion entity-listing export-control financial-market-exclusion import-ban"
    " insurance-ban investment-ban port-ban price-cap secondary-sanctions services-ban shipping-ban"
    " sovereign-debt-ban tariff trade-embargo transaction-ban travel-ban unspecified visa-restriction"
)

COUNTS: Final = _codes(
    "abducted affected casualties deployed detained displaced evacuated expelled injured killed listed missing released"
)

# Where the content of a word of saying stands -> whether a word of the frame's own must, may or cannot go with it.
FRAMES: Final = {
    "clause": "cannot",
    "told": "may",
    "plain": "must",
    "infinitive": "cannot",
    "request": "cannot",
    "target": "must",
    "blamed": "must",
    "as": "cannot",
    "object": "cannot",
    "wish": "cannot",
    "gerund": "cannot",
    "prep": "must",
    "readiness": "cannot",
}
