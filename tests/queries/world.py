"""The invented world that the query tests ask about: five articles of three papers that contradict each other.

``python tests/queries/world.py`` writes data.trig anew; a test holds that the file is what this module gives, so that
the queries are tested on graphs as kg writes them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg import namespaces as ns
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
from kg.graph.serialise import serialise
from kg.graph.write import ArticleGraphs, Provenance, article_graphs
from kg.mentions.model import Entity, Mention, Position, Tenure
from kg.spans import Span, Words
from kg.store.imports import Import, notes

BASE = ns.DEFAULT_BASE
DATA = Path(__file__).with_name("data.trig")

RURITANIA, FREEDONIA, FENWICK = ns.WD + "Q990000001", ns.WD + "Q990000002", ns.WD + "Q990000003"
FLAVIA, RUFUS, RUPERT, BANK = ns.WD + "Q990000011", ns.WD + "Q990000012", ns.WD + "Q990000013", ns.WD + "Q990000021"
MAUBAN, BASCOM = ns.WD + "Q990000014", ns.WD + "Q990000015"
LEAGUE, RAIDERS = ns.WD + "Q990000031", ns.WD + "Q990000041"
QUILL = ns.actor(BASE, "Mara Quill", "person", "FRD")
ZENDA, MARSH = ns.REFERENCE + "place-zenda", ns.REFERENCE + "place-red-marsh"
MINISTER, PRESIDENT, CHANCELLOR = (ns.REFERENCE + f"tenure-T990000{number}" for number in (1, 2, 3))
SECRETARY, FENWICKIAN = (ns.REFERENCE + f"tenure-T990000{number}" for number in (4, 5))
FOREIGN_MINISTRY, PRESIDENCY, CHANCERY = (ns.REFERENCE + f"position-P990000{number}" for number in (1, 2, 3))
SECRETARIAT, FENWICK_MINISTRY = (ns.REFERENCE + f"position-P990000{number}" for number in (4, 5))

MEMBERS = {FREEDONIA: LEAGUE, FENWICK: LEAGUE}
OTHER_NAMES = {RURITANIA: "Kingdom of Ruritania", LEAGUE: "LoM", MARSH: "Marsh of Zenda"}

ENTITIES = (
    Entity(RURITANIA, "Ruritania", "state", "RUR", RURITANIA),
    Entity(FREEDONIA, "Freedonia", "state", "FRD", FREEDONIA),
    Entity(FENWICK, "Grand Fenwick", "state", "FEN", FENWICK),
    Entity(FLAVIA, "Flavia Elphberg", "person", "RUR", RURITANIA),
    Entity(RUFUS, "Rufus Firefly", "person", "FRD", FREEDONIA),
    Entity(RUPERT, "Rupert Hentzau", "person", "RUR", RURITANIA),
    Entity(QUILL, "Mara Quill", "person", "FRD", FREEDONIA, provisional=True),
    Entity(BANK, "Bank of Freedonia", "company", "FRD", FREEDONIA),
    Entity(MAUBAN, "Antoinette Mauban", "person", "RUR", RURITANIA),
    Entity(BASCOM, "Tully Bascom", "person", "FEN", FENWICK),
    Entity(LEAGUE, "League of the Meridian", "international-organisation"),
    Entity(RAIDERS, "Black Raiders", "armed-group", "RUR"),
    Entity(ZENDA, "Zenda", "place", "RUR", RURITANIA, latitude=50.1, longitude=14.4, precision="city"),
    Entity(MARSH, "Red Marsh", "place", claimants=(RURITANIA, FREEDONIA), held_by=(RAIDERS,)),
    Entity(FOREIGN_MINISTRY, "Foreign Minister", "position", "RUR", RURITANIA),
    Entity(CHANCERY, "Chancellor", "position", "RUR", RURITANIA),
    Entity(PRESIDENCY, "President", "position", "FRD", FREEDONIA),
    Entity(SECRETARIAT, "Secretary General", "position", body=LEAGUE),
    Entity(FENWICK_MINISTRY, "Foreign Minister", "position", "FEN", FENWICK),
)
TENURES = (
    Tenure(
        MINISTER,
        FLAVIA,
        "Foreign Minister",
        FOREIGN_MINISTRY,
        RURITANIA,
        "RUR",
        start="2020-01-15",
        known_until="2024-06-30",
        role="foreign_minister",
    ),
    Tenure(
        PRESIDENT,
        RUFUS,
        "President",
        PRESIDENCY,
        FREEDONIA,
        "FRD",
        start="2022-05-01",
        known_until="2023-12-31",
        role="head_of_state",
    ),
    Tenure(
        CHANCELLOR,
        RUPERT,
        "Chancellor",
        CHANCERY,
        RURITANIA,
        "RUR",
        start="2021-03-01",
        end="2024-05-31",
        role="head_of_government",
    ),
    Tenure(
        SECRETARY,
        MAUBAN,
        "Secretary General",
        SECRETARIAT,
        start="2023-01-01",
        known_until="2024-06-30",
        role="igo_head",
        body=LEAGUE,
    ),
    Tenure(
        FENWICKIAN,
        BASCOM,
        "Foreign Minister",
        FENWICK_MINISTRY,
        FENWICK,
        "FEN",
        start="2022-07-01",
        known_until="2024-06-30",
        role="foreign_minister",
    ),
)


class Writer:
    """Finds words in a text, and what follows from them."""

    def __init__(self, id: str, text: str) -> None:
        self.id, self.text = id, text
        self.article = ns.article(BASE, url=None, id=id, text=text)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def words(self, words: str) -> Words:
        return Words(*self.span(words), words)

    def actor(self, words: str, iri: str) -> Participant:
        return Participant(iri, *self.span(words))

    def place(self, words: str, iri: str) -> Place:
        return Place(iri, *self.span(words))

    def reading(self, facts: Facts, *, title: str, day: str, publisher: str) -> Reading:
        return Reading(
            article=self.article,
            source="world.py",
            text=self.text,
            facts=facts,
            id=title,
            url=f"https://paper.example/{self.id}",
            title=title,
            published=f"{day}T08:00:00+00:00",
            publisher=publisher,
        )


def told(*iris: str) -> tuple[Participant, ...]:
    return tuple(Participant(iri) for iri in iris)


def port_burns() -> Reading:
    """The Strelsau Herald: an explosion, an accusation, a freeze, a threat by somebody unnamed."""
    accuses = (
        "Foreign Minister Flavia Elphberg accused Freedonia of shelling the port of Zenda on Friday, "
        "killing at least three sailors."
    )
    burns = "An explosion shook the port of Zenda on 1 March."
    freezes = "In response, Ruritania froze $20 million of the Bank of Freedonia on Saturday."
    warns = "A senior official warned that Ruritania will close its ports to Freedonia if the attacks go on."
    w = Writer("port-burns", "\n\n".join([accuses, burns, freezes, warns]))
    official = f"{w.article}#g-official"
    friday, saturday, first = w.words("Friday"), w.words("Saturday"), w.words("1 March")
    facts = Facts(
        mentions=tuple(
            Mention(f"m{i}", *w.span(text), text, type, "name", actor)
            for i, (text, type, actor) in enumerate(
                [
                    ("Flavia Elphberg", "person", FLAVIA),
                    ("Freedonia", "state", FREEDONIA),
                    ("Zenda", "place", ZENDA),
                    ("Ruritania", "state", RURITANIA),
                    ("Bank of Freedonia", "organisation", BANK),
                    ("A senior official", "person", official),
                ],
                1,
            )
        ),
        statements=(
            Statement(
                "s-accuses",
                *w.span(accuses),
                manner="indirect",
                act="accuse",
                content=(w.span("shelling the port of Zenda on Friday, killing at least three sailors"),),
                content_text="shelling the port of Zenda on Friday, killing at least three sailors",
                source=w.actor("Flavia Elphberg", FLAVIA),
                cue=w.words("accused"),
                targets=told(FREEDONIA),
                about=told(FREEDONIA),
                on_behalf_of=told(RURITANIA),
                position=Position(MINISTER, "yes", w.words("Foreign Minister"), "RUR"),
                reports=("e-shelling",),
                coding=Coding("ACCUSE", ("allege",)),
                score=0.9,
            ),
            Statement(
                "s-warns",
                *w.span(warns),
                manner="indirect",
                act="threaten",
                content=(w.span("Ruritania will close its ports to Freedonia"),),
                content_text="Ruritania will close its ports to Freedonia",
                source=w.actor("A senior official", official),
                cue=w.words("warned"),
                targets=told(FREEDONIA, BANK),
                about=told(FREEDONIA),
                condition=w.words("if the attacks go on"),
                reports=("x-ports",),
                coding=Coding("THREATEN", ("restrict",)),
                score=0.8,
            ),
        ),
        events=(
            Event(
                "e-shelling",
                *w.span(accuses),
                trigger=w.words("shelling"),
                coding=Coding("ASSAULT", ("heavy-weapons",), ("military",)),
                initiators=told(FREEDONIA),
                place=w.place("Zenda", ZENDA),
                time="t1",
                according_to="s-accuses",
                happening="h-zenda",
                counts=(
                    Count(
                        "n-killed",
                        *w.span("at least three sailors"),
                        "at least three sailors",
                        "killed",
                        3,
                        None,
                        "at-least",
                        "sailors",
                    ),
                ),
            ),
            Event(
                "e-explosion",
                *w.span(burns),
                trigger=w.words("explosion"),
                coding=Coding("ASSAULT", ("explosives",)),
                place=Place(ZENDA),
                time="t2",
                happening="h-zenda",
            ),
        ),
        sanctions=(
            Sanction(
                "x-freeze",
                *w.span(freezes),
                trigger=w.words("froze"),
                status="imposed",
                measures=("asset-freeze",),
                coding=Coding("SANCTION", ("discontinue",)),
                imposers=told(RURITANIA),
                targets=told(BANK),
                amounts=("m-20",),
                reason=w.words("In response"),
                time="t3",
                follows=("e-explosion",),
            ),
            Sanction(
                "x-ports",
                *w.span("Ruritania will close its ports to Freedonia if the attacks go on"),
                trigger=w.words("close"),
                status="threatened",
                measures=("port-ban",),
                proposers=told(RURITANIA),
                imposers=told(RURITANIA),
                targets=told(FREEDONIA),
                condition=w.words("if the attacks go on"),
                factuality=Factuality("positive", "possible", "future"),
            ),
        ),
        times=(
            Time("t1", friday.start, friday.end, "Friday", "2024-03-01", "2024-03-01", "2024-03-01"),
            Time("t2", first.start, first.end, "1 March", "2024-03-01", "2024-03-01", "2024-03-01"),
            Time("t3", saturday.start, saturday.end, "Saturday", "2024-03-02", "2024-03-02", "2024-03-02"),
        ),
        amounts=(Amount("m-20", *w.span("$20 million"), "$20 million", "20000000", "USD"),),
        entities=(
            *(e for e in ENTITIES if e.iri in (RURITANIA, FREEDONIA, FLAVIA, BANK, ZENDA, FOREIGN_MINISTRY)),
            Entity(official, "a senior official", "person", provisional=True, anonymous=True),
        ),
        tenures=TENURES[:1],
    )
    return w.reading(facts, title="Port burns", day="2024-03-02", publisher="The Strelsau Herald")


def president_denies() -> Reading:
    """The Freedonia Times: a denial, a claim about a past sanction, a meeting to come."""
    denies = "President Rufus Firefly denied that Freedonia had attacked Zenda."
    recalls = "Ruritania expelled two diplomats of Freedonia in 2023, Firefly said on 4 March."
    meets = "Ruritania and Freedonia will meet in Grand Fenwick on 20 March."
    w = Writer("president-denies", "\n\n".join([denies, recalls, meets]))
    year, fourth, twentieth = w.words("2023"), w.words("4 March"), w.words("20 March")
    facts = Facts(
        mentions=tuple(
            Mention(f"m{i}", *w.span(text), text, type, "name", actor)
            for i, (text, type, actor) in enumerate(
                [
                    ("Rufus Firefly", "person", RUFUS),
                    ("Freedonia", "state", FREEDONIA),
                    ("Zenda", "place", ZENDA),
                    ("Ruritania", "state", RURITANIA),
                    ("Grand Fenwick", "state", FENWICK),
                ],
                1,
            )
        ),
        statements=(
            Statement(
                "s-denies",
                *w.span(denies),
                manner="indirect",
                act="deny",
                content=(w.span("Freedonia had attacked Zenda"),),
                content_text="Freedonia had attacked Zenda",
                source=w.actor("Rufus Firefly", RUFUS),
                cue=w.words("denied"),
                about=told(FREEDONIA),
                on_behalf_of=told(FREEDONIA),
                position=Position(PRESIDENT, "unknown", w.words("President"), "FRD"),
                reports=("e-attack",),
                score=0.7,
            ),
            Statement(
                "s-recalls",
                *w.span(recalls),
                manner="indirect",
                act="assert",
                content=(w.span("Ruritania expelled two diplomats of Freedonia in 2023"),),
                content_text="Ruritania expelled two diplomats of Freedonia in 2023",
                source=w.actor("Firefly", RUFUS),
                cue=w.words("said"),
                about=told(RURITANIA, FREEDONIA),
                on_behalf_of=told(FREEDONIA),
                position=Position(PRESIDENT, "unknown", None, "FRD"),
                time="t2",
                reports=("x-expulsion",),
                score=0.9,
            ),
        ),
        events=(
            Event(
                "e-attack",
                *w.span(denies),
                trigger=w.words("attacked"),
                coding=Coding("ASSAULT"),
                initiators=told(FREEDONIA),
                place=w.place("Zenda", ZENDA),
                factuality=Factuality("negative", "certain", "past"),
                according_to="s-denies",
                happening="h-attack",
            ),
            Event(
                "e-meeting",
                *w.span(meets),
                trigger=w.words("meet"),
                coding=Coding("CONSULT", ("third-party",)),
                initiators=told(RURITANIA),
                recipients=told(FREEDONIA),
                place=w.place("Grand Fenwick", FENWICK),
                time="t3",
                factuality=Factuality("positive", "certain", "future"),
            ),
        ),
        sanctions=(
            Sanction(
                "x-expulsion",
                *w.span(recalls),
                trigger=w.words("expelled"),
                status="imposed",
                measures=("diplomatic-expulsion",),
                background=True,
                coding=Coding("SANCTION", ("expel",)),
                imposers=told(RURITANIA),
                targets=told(FREEDONIA),
                time="t1",
                according_to="s-recalls",
            ),
        ),
        times=(
            Time("t1", year.start, year.end, "2023", "2023", "2023-01-01", "2023-12-31"),
            Time("t2", fourth.start, fourth.end, "4 March", "2024-03-04", "2024-03-04", "2024-03-04"),
            Time("t3", twentieth.start, twentieth.end, "20 March", "2024-03-20", "2024-03-20", "2024-03-20"),
        ),
        entities=tuple(e for e in ENTITIES if e.iri in (RURITANIA, FREEDONIA, FENWICK, RUFUS, ZENDA, PRESIDENCY)),
        tenures=TENURES[1:2],
    )
    return w.reading(facts, title="President denies", day="2024-03-05", publisher="The Freedonia Times")


def freeze_lifted() -> Reading:
    """The Strelsau Herald again: a demand with a condition, and the end of a sanction."""
    demands = "Mara Quill, a spokeswoman for Freedonia, demanded that Ruritania pay $5 million."
    lifts = "Ruritania lifted the freeze on the Bank of Freedonia on 9 April."
    apology = "Quill said that Firefly had apologised to Ruritania."
    w = Writer("freeze-lifted", "\n\n".join([demands, lifts, apology]))
    ninth = w.words("9 April")
    post = f"{w.article}#t-spokeswoman"
    facts = Facts(
        mentions=tuple(
            Mention(f"m{i}", *w.span(text), text, type, "name", actor)
            for i, (text, type, actor) in enumerate(
                [
                    ("Mara Quill", "person", QUILL),
                    ("Freedonia", "state", FREEDONIA),
                    ("Ruritania", "state", RURITANIA),
                    ("Bank of Freedonia", "organisation", BANK),
                ],
                1,
            )
        ),
        statements=(
            Statement(
                "s-demands",
                *w.span(demands),
                manner="indirect",
                act="demand",
                content=(w.span("Ruritania pay $5 million"),),
                content_text="Ruritania pay $5 million",
                source=w.actor("Mara Quill", QUILL),
                cue=w.words("demanded"),
                addressees=told(RURITANIA),
                targets=told(RURITANIA),
                about=told(RURITANIA),
                on_behalf_of=told(FREEDONIA),
                position=Position(post, "yes", w.words("spokeswoman for Freedonia"), "FRD"),
                coding=Coding("REQUEST", ("assist",)),
            ),
            Statement(
                "s-says",
                *w.span(apology),
                manner="indirect",
                act="assert",
                content=(w.span("Firefly had apologised to Ruritania"),),
                content_text="Firefly had apologised to Ruritania",
                source=w.actor("Quill said", QUILL),
                cue=w.words("said"),
                about=told(RUFUS, RURITANIA),
                reports=("s-apology",),
            ),
            Statement(
                "s-apology",
                *w.span("Firefly had apologised to Ruritania"),
                manner="indirect",
                act="apologise",
                content=(w.span("apologised to Ruritania"),),
                content_text="apologised to Ruritania",
                source=w.actor("Firefly", RUFUS),
                cue=w.words("apologised"),
                addressees=told(RURITANIA),
                targets=told(RURITANIA),
                according_to="s-says",
                coding=Coding("AGREE"),
            ),
        ),
        sanctions=(
            Sanction(
                "x-lifted",
                *w.span(lifts),
                trigger=w.words("lifted"),
                status="lifted",
                measures=("asset-freeze",),
                imposers=told(RURITANIA),
                targets=told(BANK),
                beneficiaries=told(FREEDONIA),
                time="t1",
            ),
        ),
        times=(Time("t1", ninth.start, ninth.end, "9 April", "2024-04-09", "2024-04-09", "2024-04-09"),),
        entities=tuple(e for e in ENTITIES if e.iri in (RURITANIA, FREEDONIA, QUILL, BANK, RUFUS)),
        tenures=(
            Tenure(
                post,
                QUILL,
                "spokeswoman for Freedonia",
                state=FREEDONIA,
                country="FRD",
                known_until="2024-04-10",
                provisional=True,
            ),
        ),
    )
    return w.reading(facts, title="Freeze lifted", day="2024-04-10", publisher="The Strelsau Herald")


def mine_injures() -> Reading:
    """The Freedonia Times again: a count in a range, a demand with a condition, a tariff, no talks."""
    injures = "A mine injured between two and five fishermen of Zenda on 30 April."
    demands = "On 1 May Chancellor Rupert Hentzau demanded that Freedonia clear its mines before any talks begin."
    tariff = "In April Freedonia proposed a tariff and a ban on travel on Ruritania."
    rumour = "Reports say that talks may be held."
    imposes = "Freedonia imposed the duties on Ruritania on 2 May."
    refuses = "Ruritania did not meet Freedonia for talks."
    w = Writer("mine-injures", "\n\n".join([injures, demands, tariff, rumour, imposes, refuses]))
    second = w.words("2 May")
    thirtieth, first, april = w.words("30 April"), w.words("1 May"), w.words("In April")
    facts = Facts(
        mentions=tuple(
            Mention(f"m{i}", *w.span(text), text, type, "name", actor)
            for i, (text, type, actor) in enumerate(
                [
                    ("Zenda", "place", ZENDA),
                    ("Rupert Hentzau", "person", RUPERT),
                    ("Freedonia", "state", FREEDONIA),
                    ("Ruritania", "state", RURITANIA),
                ],
                1,
            )
        ),
        statements=(
            Statement(
                "s-clear",
                *w.span(demands),
                manner="indirect",
                act="demand",
                content=(w.span("Freedonia clear its mines"),),
                content_text="Freedonia clear its mines",
                source=w.actor("Rupert Hentzau", RUPERT),
                cue=w.words("demanded"),
                targets=told(FREEDONIA),
                about=told(FREEDONIA),
                on_behalf_of=told(RURITANIA),
                position=Position(CHANCELLOR, "yes", w.words("Chancellor"), "RUR"),
                condition=w.words("before any talks begin"),
                time="t2",
                coding=Coding("REQUEST"),
            ),
            Statement(
                "s-rumour",
                *w.span(rumour),
                manner="indirect",
                act="assert",
                content=(w.span("talks may be held"),),
                content_text="talks may be held",
                cue=w.words("say"),
                reports=("e-talks",),
            ),
        ),
        events=(
            Event(
                "e-talks",
                *w.span(rumour),
                trigger=w.words("talks may"),
                coding=Coding("CONSULT"),
                factuality=Factuality("positive", "possible", "future"),
                according_to="s-rumour",
            ),
            Event(
                "e-refusal",
                *w.span(refuses),
                trigger=w.words("meet"),
                coding=Coding("CONSULT"),
                initiators=told(RURITANIA),
                recipients=told(FREEDONIA),
                factuality=Factuality("negative", "certain", "past"),
            ),
            Event(
                "e-mine",
                *w.span(injures),
                trigger=w.words("mine"),
                coding=Coding("ASSAULT", ("explosives",)),
                place=w.place("Zenda", ZENDA),
                time="t1",
                counts=(
                    Count(
                        "n-injured",
                        *w.span("between two and five fishermen"),
                        "between two and five fishermen",
                        "injured",
                        2,
                        5,
                        "between",
                        "fishermen",
                    ),
                ),
            ),
        ),
        sanctions=(
            Sanction(
                "x-duties",
                *w.span(imposes),
                trigger=w.words("imposed"),
                status="imposed",
                measures=("tariff",),
                imposers=told(FREEDONIA),
                targets=told(RURITANIA),
                time="t4",
            ),
            Sanction(
                "x-tariff",
                *w.span(tariff),
                trigger=w.words("tariff"),
                status="proposed",
                measures=("tariff", "travel-ban"),
                proposers=told(FREEDONIA),
                imposers=told(FREEDONIA),
                targets=told(RURITANIA),
                time="t3",
            ),
        ),
        times=(
            Time("t1", thirtieth.start, thirtieth.end, "30 April", "2024-04-30", "2024-04-30", "2024-04-30"),
            Time("t2", first.start, first.end, "1 May", "2024-05-01", "2024-05-01", "2024-05-01"),
            Time("t4", second.start, second.end, "2 May", "2024-05-02", "2024-05-02", "2024-05-02"),
            Time("t3", april.start, april.end, "In April", "2024-04", "2024-04-01", "2024-04-30"),
        ),
        entities=tuple(e for e in ENTITIES if e.iri in (RURITANIA, FREEDONIA, RUPERT, ZENDA, CHANCERY)),
        tenures=TENURES[2:3],
    )
    return w.reading(facts, title="Mine injures", day="2024-05-02", publisher="The Freedonia Times")


def league_votes() -> Reading:
    """The Fenwick Gazette: votes, a body that speaks and imposes, an armed group, rival accounts of one happening."""
    votes = "Grand Fenwick voted for a text on the Red Marsh on 8 May."
    against = "Freedonia voted against it."
    abstain = "Two members abstained."
    vetoes = "Ruritania vetoed the text on the Red Marsh on 8 May."
    urges = "Secretary General Antoinette Mauban urged Freedonia and the Black Raiders to leave the Red Marsh."
    accuses = "The Black Raiders accused the League of the Meridian of arming Ruritania."
    denies = "On 11 May Foreign Minister Tully Bascom of Grand Fenwick denied that the League had armed Ruritania."
    shells = "The Black Raiders shelled a Ruritanian camp in the Red Marsh on 9 May."
    says = "Ruritania said that the Black Raiders had fired on its camp."
    counters = "Freedonia said that Ruritania had set fire to the camp itself."
    imposes = "The League of the Meridian imposed an arms embargo on the Black Raiders on 10 May."
    praises = "Mauban praised the vote."
    sentences = [votes, against, abstain, vetoes, urges, accuses, denies, shells, says, counters, imposes, praises]
    w = Writer("league-votes", "\n\n".join(sentences))
    members = f"{w.article}#g-members"
    days = {name: w.words(name) for name in ("8 May", "9 May", "10 May", "11 May")}
    facts = Facts(
        mentions=tuple(
            Mention(f"m{i}", *w.span(text), text, type, "name", actor)
            for i, (text, type, actor) in enumerate(
                [
                    ("Grand Fenwick", "state", FENWICK),
                    ("Red Marsh", "place", MARSH),
                    ("Freedonia", "state", FREEDONIA),
                    ("Ruritania", "state", RURITANIA),
                    ("Antoinette Mauban", "person", MAUBAN),
                    ("Black Raiders", "armed-group", RAIDERS),
                    ("League of the Meridian", "organisation", LEAGUE),
                    ("Tully Bascom", "person", BASCOM),
                ],
                1,
            )
        ),
        statements=(
            Statement(
                "s-vetoes",
                *w.span(vetoes),
                manner="indirect",
                act="reject",
                content=(w.span("the text on the Red Marsh"),),
                content_text="the text on the Red Marsh",
                source=w.actor("Ruritania vetoed", RURITANIA),
                cue=w.words("vetoed"),
                about=(Participant(MARSH),),
                time="t1",
                coding=Coding("REJECT"),
            ),
            Statement(
                "s-urges",
                *w.span(urges),
                manner="indirect",
                act="request",
                content=(w.span("to leave the Red Marsh"),),
                content_text="to leave the Red Marsh",
                source=w.actor("Antoinette Mauban", MAUBAN),
                cue=w.words("urged"),
                addressees=told(FREEDONIA, RAIDERS),
                about=told(MARSH),
                on_behalf_of=told(LEAGUE),
                position=Position(SECRETARY, "yes", w.words("Secretary General")),
                coding=Coding("REQUEST", ("change",)),
            ),
            Statement(
                "s-arming",
                *w.span(accuses),
                manner="indirect",
                act="accuse",
                content=(w.span("arming Ruritania"),),
                content_text="arming Ruritania",
                source=w.actor("Black Raiders accused", RAIDERS),
                cue=w.words("accused"),
                targets=told(LEAGUE),
                about=told(LEAGUE, RURITANIA),
                reports=("e-arming",),
                coding=Coding("ACCUSE", ("allege",)),
            ),
            Statement(
                "s-armed",
                *w.span(denies),
                manner="indirect",
                act="deny",
                content=(w.span("the League had armed Ruritania"),),
                content_text="the League had armed Ruritania",
                source=w.actor("Tully Bascom", BASCOM),
                cue=w.words("denied"),
                about=told(LEAGUE, RURITANIA),
                on_behalf_of=told(FENWICK),
                position=Position(FENWICKIAN, "yes", w.words("Foreign Minister"), "FEN"),
                reports=("e-armed",),
                time="t4",
                coding=Coding("REJECT"),
            ),
            Statement(
                "s-camp",
                *w.span(says),
                manner="indirect",
                act="assert",
                content=(w.span("the Black Raiders had fired on its camp"),),
                content_text="the Black Raiders had fired on its camp",
                source=w.actor("Ruritania said", RURITANIA),
                cue=w.words("said"),
                about=told(RAIDERS),
                reports=("e-fired",),
            ),
            Statement(
                "s-itself",
                *w.span(counters),
                manner="indirect",
                act="assert",
                content=(w.span("Ruritania had set fire to the camp itself"),),
                content_text="Ruritania had set fire to the camp itself",
                source=w.actor("Freedonia said", FREEDONIA),
                cue=w.words("said that Ruritania"),
                about=told(RURITANIA),
                reports=("e-itself",),
            ),
            Statement(
                "s-praises",
                *w.span(praises),
                manner="indirect",
                act="praise",
                content=(w.span("the vote"),),
                content_text="the vote",
                source=w.actor("Mauban praised", MAUBAN),
                cue=w.words("praised"),
                on_behalf_of=told(LEAGUE),
                position=Position(SECRETARY, "yes", None),
            ),
        ),
        events=(
            Event(
                "e-for",
                *w.span(votes),
                trigger=w.words("voted for"),
                coding=Coding("VOTE"),
                initiators=told(FENWICK),
                time="t1",
            ),
            Event(
                "e-against",
                *w.span(against),
                trigger=w.words("voted against"),
                coding=Coding("VOTE"),
                initiators=told(FREEDONIA),
            ),
            Event(
                "e-abstain",
                *w.span(abstain),
                trigger=w.words("abstained"),
                coding=Coding("VOTE"),
                initiators=told(members),
            ),
            Event(
                "e-arming",
                *w.span(accuses),
                trigger=w.words("arming"),
                coding=Coding("AID", (), ("military",)),
                initiators=told(LEAGUE),
                recipients=told(RURITANIA),
                according_to="s-arming",
                happening="h-arming",
            ),
            Event(
                "e-armed",
                *w.span(denies),
                trigger=w.words("armed"),
                coding=Coding("AID", (), ("military",)),
                initiators=told(LEAGUE),
                recipients=told(RURITANIA),
                factuality=Factuality("negative", "certain", "past"),
                according_to="s-armed",
                happening="h-arming",
            ),
            Event(
                "e-shelled",
                *w.span(shells),
                trigger=w.words("shelled"),
                coding=Coding("ASSAULT", ("heavy-weapons",)),
                initiators=told(RAIDERS),
                recipients=told(RURITANIA),
                place=w.place("Red Marsh on 9", MARSH),
                time="t2",
                happening="h-camp",
            ),
            Event(
                "e-fired",
                *w.span(says),
                trigger=w.words("fired"),
                coding=Coding("ASSAULT"),
                initiators=told(RAIDERS),
                recipients=told(RURITANIA),
                according_to="s-camp",
                happening="h-camp",
            ),
            Event(
                "e-itself",
                *w.span(counters),
                trigger=w.words("set fire"),
                coding=Coding("ASSAULT"),
                initiators=told(RURITANIA),
                recipients=told(RURITANIA),
                according_to="s-itself",
                happening="h-camp",
            ),
        ),
        sanctions=(
            Sanction(
                "x-embargo",
                *w.span(imposes),
                trigger=w.words("imposed"),
                status="imposed",
                measures=("arms-embargo",),
                coding=Coding("SANCTION", ("discontinue",)),
                imposers=told(LEAGUE),
                targets=told(RAIDERS),
                time="t3",
            ),
        ),
        times=tuple(
            Time(
                f"t{i}",
                day.start,
                day.end,
                name,
                f"2024-05-{8 + i - 1:02}",
                f"2024-05-{8 + i - 1:02}",
                f"2024-05-{8 + i - 1:02}",
            )
            for i, (name, day) in enumerate(days.items(), 1)
        ),
        entities=(
            *(
                e
                for e in ENTITIES
                if e.iri
                in (
                    RURITANIA,
                    FREEDONIA,
                    FENWICK,
                    LEAGUE,
                    RAIDERS,
                    MAUBAN,
                    BASCOM,
                    MARSH,
                    SECRETARIAT,
                    FENWICK_MINISTRY,
                )
            ),
            Entity(members, "two members", "group", provisional=True),
        ),
        tenures=TENURES[3:],
    )
    return w.reading(facts, title="League votes", day="2024-05-11", publisher="The Fenwick Gazette")


READINGS = (port_burns, president_denies, freeze_lifted, mine_injures, league_votes)


def graphs() -> list[ArticleGraphs]:
    provenance = Provenance("rules", "0", "00000000")
    return [known(article_graphs(read(), provenance, BASE)) for read in READINGS]


def known(article: ArticleGraphs) -> ArticleGraphs:
    """With what the reference facts know beyond a label, of a world that they do not know: members and other names."""
    graph = NamedNode(ns.reference_graph(BASE))
    told = [(iri, ns.KG + "memberOf", NamedNode(body)) for iri, body in MEMBERS.items()]
    told += [(iri, ns.SKOS + "altLabel", Literal(name)) for iri, name in OTHER_NAMES.items()]
    more = {
        iri: tuple(Quad(NamedNode(iri), NamedNode(property), term, graph) for of, property, term in told if of == iri)
        for iri in article.reference
    }
    return replace(article, reference={iri: (*quads, *more[iri]) for iri, quads in article.reference.items()})


def imports() -> Iterator[Quad]:
    """When the articles came in: one a day, from 1 June on."""
    for day, read in enumerate(READINGS, 1):
        came = Import(datetime(2024, 6, day, 9, tzinfo=UTC), "0" * 20)
        yield from notes(BASE, read().article, came, "0" * 64, 0, (), is_new=True)


def trig() -> bytes:
    return serialise({*imports(), *(quad for article in graphs() for quad in article.all_quads())}, "trig")


if __name__ == "__main__":
    DATA.write_bytes(trig())
