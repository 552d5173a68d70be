"""Hypothesis strategies for whole readings: any text, any facts that an extractor may hand over."""

from hypothesis import strategies as st

from kg.facts.model import (
    Amount,
    Coding,
    Count,
    Event,
    Facts,
    Factuality,
    Participant,
    Place,
    Reading,
    Sanction,
    Statement,
    Time,
)
from kg.mentions.model import Entity, Mention, Position, Tenure
from kg.spans import Span, Words

BASE = "https://kg.example/"
ARTICLE = BASE + "article/0123456789abcdef0123"
WD = "http://www.wikidata.org/entity/"

RUS, USA, GBR = (
    Entity(WD + qid, label, "state", country=iso3, state=WD + qid)
    for qid, label, iso3 in (
        ("Q159", "Russia", "RUS"),
        ("Q30", "United States", "USA"),
        ("Q145", "United Kingdom", "GBR"),
    )
)
ENTITIES = (
    RUS,
    USA,
    GBR,
    Entity(WD + "Q58217", "Sergey Lavrov", "person", "RUS", RUS.iri),
    Entity(BASE + "actor/g7-members-xxx-0a1b", "G7 members", "group", provisional=True),
    Entity(ARTICLE + "#g-0123456789", "a senior “official”", "group", "USA", USA.iri, provisional=True, anonymous=True),
    Entity(BASE + "position/rus-foreign-minister", "Foreign Minister of Russia", "position", "RUS", RUS.iri),
    Entity(BASE + "regime/magnitsky", "Magnitsky programme", "sanction-regime"),
    Entity(
        BASE + "place/ru-belgorod", "Belgorod", "place", "RUS", RUS.iri, latitude=50.6, longitude=36.6, precision="city"
    ),
    Entity(
        BASE + "place/crimea", "Crimea", "place", claimants=tuple(sorted((RUS.iri, WD + "Q212"))), held_by=(RUS.iri,)
    ),
    Entity(ARTICLE + "#g-1123456789", "American voters", "group", "USA", USA.iri, provisional=True, private=True),
    Entity(WD + "Q7184", "NATO", "alliance"),
    Entity(ARTICLE + "#g-2123456789", "NATO officials", "group", body=WD + "Q7184", provisional=True),
)
TENURES = (
    Tenure(
        BASE + "tenure/lavrov-foreign-minister-2004",
        ENTITIES[3].iri,
        "Foreign Minister of Russia",
        ENTITIES[6].iri,
        RUS.iri,
        "RUS",
        "2004-03-09",
        None,
        "2026-09-13",
    ),
    Tenure(
        ARTICLE + "#t-0123456789",
        ENTITIES[5].iri,
        "senior official",
        None,
        USA.iri,
        "USA",
        known_until="2024-01-01",
        provisional=True,
    ),
)
ACTORS = tuple(e.iri for e in ENTITIES if e.type not in ("place", "position", "sanction-regime"))

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=20, max_size=80)
days = st.dates().map(lambda day: day.isoformat())
scores = st.integers(0, 1000).map(lambda n: n / 1000)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def words(draw: st.DrawFn, text: str) -> Words:
    span = draw(spans(text))
    return Words(*span, text[span.start : span.end])


def subset(draw: st.DrawFn, ids: list[str], most: int = 2) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(ids), unique=True, max_size=most))) if ids else ()


@st.composite
def participants(draw: st.DrawFn, text: str, most: int = 2) -> tuple[Participant, ...]:
    found = draw(st.lists(st.sampled_from(ACTORS), max_size=most))
    return tuple(Participant(actor, *draw(spans(text)), mention="m1") for actor in found)


factualities = st.builds(
    Factuality,
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(["certain", "presupposed", "probable", "possible", "unknown"]),
    st.sampled_from(["past", "present", "future"]),
)
codings = st.sampled_from(
    [
        Coding("ASSAULT", ("drone", "aerial"), ("military",)),
        Coding("THREATEN", ("seize",)),
        Coding("REFERENDUM"),
        Coding("SANCTION", ("discontinue",), ("economic", "diplomatic")),
    ]
)


@st.composite
def times(draw: st.DrawFn, text: str, number: int) -> Time:
    found = draw(words(text))
    value = draw(
        st.sampled_from(["2014", "2024-W01", "2023-12-29", "2024-03", "2023-Q4", "199X", "2022-02-24/2022-03-01"])
    )
    relation = draw(st.sampled_from(["in", "since", "until", "before", "after", "throughout"]))
    return Time(
        f"x{number}",
        found.start,
        found.end,
        found.text,
        value,
        draw(st.none() | days),
        draw(st.none() | days),
        relation,
    )


@st.composite
def amounts(draw: st.DrawFn, text: str, number: int) -> Amount:
    found = draw(words(text))
    unit, kind = draw(st.sampled_from([("USD", "money"), ("percent", "percent"), ("missiles", "quantity")]))
    value = draw(st.sampled_from(["300000000000", "0.5", "-3", "12.75"]))
    return Amount(
        f"a{number}", found.start, found.end, found.text, value, unit, kind, draw(st.sampled_from(["exact", "about"]))
    )


@st.composite
def counts(draw: st.DrawFn, text: str, id: str) -> Count:
    found = draw(words(text))
    least = draw(st.none() | st.integers(0, 10_000))
    return Count(
        id,
        found.start,
        found.end,
        found.text,
        "killed",
        least,
        least,
        "at-least",
        draw(st.none() | st.just("civilians")),
    )


@st.composite
def facts(draw: st.DrawFn, text: str) -> Facts:
    """Facts that keep the rules of an extractor: ids defined, voices without a circle, words as in the text."""
    number = draw(st.tuples(*[st.integers(0, 2)] * 3))
    dated = [draw(times(text, n)) for n in range(3)]
    sums = [draw(amounts(text, n)) for n in range(3)]
    statement_ids, event_ids, sanction_ids = (
        [f"{kind}{n}" for n in range(count)] for kind, count in zip("sex", number, strict=True)
    )
    happenings = ["h0", "h1"]
    maybe_time = st.none() | st.sampled_from([time.id for time in dated])
    maybe_words = st.none() | words(text)
    places = st.none() | st.sampled_from([ENTITIES[8].iri, ENTITIES[9].iri, RUS.iri]).map(lambda iri: Place(iri, 0, 1))

    def common(voices: list[str]) -> dict[str, object]:
        start, end = draw(spans(text))
        return {
            "start": start,
            "end": end,
            "time": draw(maybe_time),
            "condition": draw(maybe_words),
            "factuality": draw(factualities),
            "score": draw(scores),
            "according_to": draw(st.none() | st.sampled_from(voices)) if voices else None,
        }

    statements = []
    for n, id in enumerate(statement_ids):
        pieces = tuple(sorted(set(draw(st.lists(spans(text), min_size=1, max_size=2)))))
        tenure = draw(st.none() | st.sampled_from(TENURES))
        position = tenure and Position(
            tenure.iri, draw(st.sampled_from(["yes", "no", "unknown"])), draw(maybe_words), tenure.country
        )
        source = draw(participants(text, 1))
        told = " … ".join(text[start:end] for start, end in pieces)
        statements.append(
            Statement(
                id,
                **common(statement_ids[:n]),
                manner=draw(st.sampled_from(["direct", "indirect", "mixed"])),
                act=draw(st.sampled_from(["accuse", "assert", "threaten"])),
                content=pieces,
                content_text=draw(st.just(told) | texts),
                source=source[0] if source else None,
                cue=draw(maybe_words),
                addressees=draw(participants(text)),
                targets=draw(participants(text)),
                about=draw(participants(text)),
                on_behalf_of=draw(participants(text)),
                position=position,
                venue=draw(maybe_words),
                place=draw(places),
                reports=subset(draw, event_ids + sanction_ids),
                coding=draw(st.none() | codings),
            )
        )
    events = [
        Event(
            id,
            **common(statement_ids),
            trigger=draw(words(text)),
            coding=draw(codings),
            initiators=draw(participants(text)),
            orchestrators=draw(participants(text)),
            backers=draw(participants(text)),
            recipients=draw(participants(text)),
            place=draw(places),
            happening=draw(st.none() | st.sampled_from(happenings)),
            counts=tuple(draw(counts(text, f"n{id}-{n}")) for n in range(draw(st.integers(0, 2)))),
            amounts=subset(draw, [a.id for a in sums]),
        )
        for id in event_ids
    ]
    sanctions = [
        Sanction(
            id,
            **common(statement_ids),
            trigger=draw(words(text)),
            status=draw(st.sampled_from(["threatened", "in-force"])),
            measures=tuple(draw(st.sets(st.sampled_from(["asset-freeze", "tariff"]), min_size=1))),
            coding=draw(st.none() | codings),
            proposers=draw(participants(text)),
            imposers=draw(participants(text)),
            targets=draw(participants(text)),
            beneficiaries=draw(participants(text)),
            asset=draw(maybe_words),
            amounts=subset(draw, [a.id for a in sums]),
            scope_as_stated=draw(maybe_words),
            objective=draw(st.none() | st.just("end-war")),
            reason=draw(maybe_words),
            legal_basis=draw(maybe_words),
            programme=draw(st.none() | st.just(Participant(ENTITIES[7].iri, 0, 1))),
            follows=subset(draw, event_ids + sanction_ids),
            happening=draw(st.none() | st.sampled_from(happenings)),
        )
        for id in sanction_ids
    ]
    mention = Mention("m1", 0, 1, text[0], "person", "name", ENTITIES[3].iri, "RUS")
    return Facts(
        (mention,), tuple(statements), tuple(events), tuple(sanctions), tuple(dated), tuple(sums), ENTITIES, TENURES
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    return Reading(
        article=ARTICLE,
        source="any.txt",
        text=text,
        facts=draw(facts(text)),
        id=draw(st.none() | st.just("id 7")),
        url=draw(st.none() | st.just("https://news.example/a?b=c")),
        title=draw(st.none() | texts),
        published=draw(st.none() | st.just("2024-01-01T08:44:00-05:00")),
        publisher=draw(st.none() | st.just("BNN")),
        byline=("A. Writer",),
        keywords=("Russia", "US"),
        headings=(Span(0, 3),),
    )
