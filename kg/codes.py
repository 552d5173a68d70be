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
TYPES: Final = _values(
    """
    ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE ELECTION MOBILIZE PROTEST REFERENDUM REJECT
    REQUEST RETREAT SANCTION SUPPORT THREATEN VOTE
    """
)
MODES: Final = _values(
    """
    ACCUSE-allege ACCUSE-disapprove ACCUSE-investigate ASSAULT-abduct ASSAULT-aerial ASSAULT-beat
    ASSAULT-crowd-control ASSAULT-destroy ASSAULT-drone ASSAULT-explosives ASSAULT-firearms
    ASSAULT-heavy-weapons ASSAULT-primitive ASSAULT-sexual ASSAULT-suicide-attack ASSAULT-targeted
    ASSAULT-torture ASSAULT-unconventional COERCE-arrest COERCE-censor COERCE-curfew COERCE-cyber
    COERCE-deport COERCE-martial-law COERCE-misinformation COERCE-restrict COERCE-seize COERCE-withhold
    CONSULT-multilateral CONSULT-phone CONSULT-third-party CONSULT-visit MOBILIZE-militia MOBILIZE-police
    MOBILIZE-troops MOBILIZE-weapons PROTEST-boycott PROTEST-demo PROTEST-hunger PROTEST-obstruct PROTEST-riot
    PROTEST-strike PROTEST-vandalize REJECT-assist REJECT-change REJECT-meet REJECT-yield REQUEST-assist
    REQUEST-change REQUEST-meet REQUEST-yield RETREAT-access RETREAT-ceasefire RETREAT-disarm RETREAT-release
    RETREAT-resign RETREAT-withdraw SANCTION-convict SANCTION-discontinue SANCTION-expel SANCTION-withdraw
    THREATEN-arrest THREATEN-expel THREATEN-relations THREATEN-restrict THREATEN-seize THREATEN-territory
    THREATEN-violence
    """
)
"""TYPE-mode: names repeat across types."""
CONTEXTS: Final = _values(
    """
    asylum cbrn corruption crime cyber diplomatic disasters economic election environment executive gender
    health human_rights human_security illegal_drugs inequality intelligence legal legislative lgbt migration
    military misinformation natural_resource peacekeeping political_institutions pro_autocracy pro_democracy
    religion_ethnicity reparations repression rights_freedoms technology territory terrorism trafficking
    """
)
