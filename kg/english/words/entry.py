"""What the dictionary knows of a word, as frozen dataclasses.

A file of the dictionary maps a lemma to its facets. What holds for the word whatever its part of speech stands first,
then its parts of speech, then the phrases that it heads, with "~" for the word itself:

    call:
      is: [naming, reporting]
      governs: possible future
      verb: {says: request prep:for +animate, means: {phone: [~ on phone, ~ by phone]}}
      noun: {says: request clause prep:for infinitive}
      ~ off: {governs: flip}

Wherever a facet takes a list, a single item may stand alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech in one of its uses: "assert clause readiness +animate".

    The frames tell where the content may stand, in the order in which they are tried:
        clause      "said that ...", "said ...", and quotations before, behind or around the cue
        told        the same with an addressee as object: "told reporters that ..."
        told:P      "informed the council of ...": the object is addressed, content hangs on the preposition P
        plain:A     "made (it) clear that ...": the clause stands behind the adjective A
        infinitive  "threatened to ..."
        request     "urged X to ...", "called on X to ..."
        target:P    "accused X of ...": the object is the target, content hangs on the preposition P
        blamed:P    "blamed the attack on X": the object is what happened, the target hangs on the preposition P
        as          "described X as ..."
        object      "condemned the attack": the object is the content (and the target, where it is an actor)
        wish        "wants X to ...", "expects X to ...": somebody's own deed is an infinitive
        gerund      "denied doing ..."
        prep:P      "called for ...", "referred to ..."
        readiness   "revealed its readiness to ..."

    Attributes:
        particle: a word that must hang on the cue: "out" for "point out".
        animate: only persons, states and bodies can say so ("figures show that" is no statement of theirs).
        factive: what stands in the content is taken for granted by whoever reports it so.
        voiced: a noun that tells of saying only as the object of a verb of voicing ("reiterated its support for").
        holder: a noun that tells of saying only where its holder is named ("his account of").
        mood: an adjective or participle, which tells what its subject thinks or feels ("is alarmed by").
    """

    lemma: str
    particle: str | None
    act: str
    frames: tuple[str, ...]
    animate: bool = False
    factive: bool = False
    voiced: bool = False
    holder: bool = False
    mood: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to the factuality of another: flip its polarity, weaken its certainty, or make it future."""

    flip: bool = False
    certainty: str = "certain"
    future: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A happening that a word may mean, and the words that must hang on it then ("open [fire]", "[missile] test").

    A companion is a lemma; "@class" any noun of a class as object (or passive subject), "!@class" none of them, "!word"
    no such word, ">@class" somebody who does something in a clause below ("let inspectors in"), "-" no object, "own" an
    object with "its" or "their", "single" one with "a", "the-hostage" one with an article or owner. The words before a
    noun stand in their order.
    """

    happening: str
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """A measure of sanction that a word names, and what must be there: "~ @frozen", "~ from @travel", "trade ~".

    Attributes:
        before: the words before a noun.
        object: what a verb or participle must take hold of, a lemma or a class; None: any actor.
        source: what somebody must be kept "from".
        beside: a further word that must stand in the sentence.
        status: the step that the verb is.
        aimed: a measure only where somebody is hit; taken: a noun names one only where a verb takes or undoes it.
        official: a verb takes one only where a state, a body of states or of a government does so.
        label: a word that must stand in what somebody is called ("a terrorist group"); "-": he is called nothing.
        to: the infinitive that must hang on a verb ("ordered to leave").
    """

    measure: str
    before: tuple[str, ...] = ()
    object: str | None = None
    source: str | None = None
    beside: str | None = None
    status: str = "imposed"
    aimed: bool = False
    taken: bool = False
    official: bool = False
    label: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A word as one part of speech; a facet that it has not is empty.

    Attributes:
        says: its uses as a cue, in the order in which they are tried.
        means: the happenings that it may mean, the most specific first.
        first: among meanings that ask for as much, these go first, in this order.
        measure: the measures of sanction that it names.
        step: the steps in a sanction's life that it tells: "lifted" of its object, "called-for for" over a preposition.
        blocks: the step of whoever does so to a proposal.
        lists: prepositions with which somebody is put on a list; delists: with which he is taken off it.
        owned: the preposition of who owns what this says to be his; aimed: of who is aimed at, "" for the object.
        takes: prepositions that belong to the verb, however far off they stand.
        obliges: the act that a modal makes of an assertion about another.
        effect: what an adverb, adjective, auxiliary or preposition does to the word that it stands by.
        count: what happens to people that this word counts; undergoes: the same of its subject; toll: of its number.
        actor: the kinds of actor that it heads a phrase for; actor_after: the same only behind one of these words.
        points_back: types of bodies to which it points back in the definite.
        idioms: words right before it that make it no happening: "heart" attack.
        banned: the measure that a ban on it is.
    """

    says: tuple[Cue, ...] = ()
    means: tuple[Meaning, ...] = ()
    first: tuple[str, ...] = ()
    measure: tuple[Naming, ...] = ()
    step: tuple[str, ...] = ()
    blocks: str = ""
    lists: tuple[str, ...] = ()
    delists: tuple[str, ...] = ()
    owned: str = ""
    aimed: str | None = None
    takes: tuple[str, ...] = ()
    obliges: str = ""
    effect: Effect | None = None
    count: str = ""
    undergoes: str = ""
    toll: str = ""
    actor: tuple[str, ...] = ()
    actor_after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points_back: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    banned: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or a phrase of the dictionary: "accuse", "call off", "rescue team".

    Attributes:
        classes: the classes of words to which it belongs (see classes.yaml).
        governs: what it does to the factuality of its complement, object or infinitive.
        parts: what it is as a verb, noun, adjective (adj), adverb (adv), modal or preposition (prep).
        government: prepositions behind which, below this word, the name of a capital stands for its government.
        outlook: status of a measure that stands below it, which is not (yet) taken.
        decides: status of a step that stands in its infinitive.
        mode, context: what it adds, as a modifier, to a noun of assault.
        misread: the lemma that it is where the language model gives this one.
    """

    lemma: str
    classes: tuple[str, ...] = ()
    governs: Effect | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)
    government: tuple[str, ...] = ()
    outlook: str = ""
    decides: str = ""
    mode: str = ""
    context: str = ""
    misread: str = ""
