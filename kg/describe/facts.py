"""Facts in words: what a fact is, whose word it is, who takes part; an article's facts, one a line."""

from collections.abc import Sequence
from typing import Final

from kg.answers.amounts import amount
from kg.facts.model import Event, Fact, Participant, Sanction, Statement
from kg.store.ids import MOST
from kg.stored import StoredArticle

_DONE: Final = ("imposed", "in-force", "extended", "tightened", "enforced", "eased", "lifted", "suspended")
"""Steps in a sanction's life that whoever imposes it has taken; before them it only would."""

SAYINGS: Final = {
    "accuse": "accusation",
    "admit": "admission",
    "announce": "announcement",
    "apologise": "apology",
    "assert": "assertion",
    "criticise": "criticism",
    "deny": "denial",
    "predict": "prediction",
    "recognise": "recognition",
    "reject": "rejection",
    "threaten": "threat",
    "warn": "warning",
    "other": "statement",
}
"""Act -> what it is called, where the two differ."""


def article(stored: StoredArticle, width: int) -> str:
    """An article: title, outlet, day, and its facts, one a line, no wider than ``width``."""
    lines = [stored.first("headline") or "no title", f"{published(stored)}, {stored.first('url') or stored.iri}"]
    facts = stored.facts
    for form in dict.fromkeys(type(found) for found in facts.all):
        group: tuple[Fact, ...] = facts.of(form)
        lines += ["", f"{form.__name__.lower()}s"]
        lines += [_cut(f"  {found.id}  {line(stored, found)}", width) for found in group]
    return "\n".join(lines)


def several(told: Sequence[str]) -> str:
    """What is told of each of some things that go by one id: a sentence that several articles have."""
    if len(told) == 1:
        return told[0]
    number = f"{len(told)} or more" if len(told) >= MOST else str(len(told))
    return "\n\n".join([f"this stands in {number} articles, word by word", *told])


def fact(stored: StoredArticle, found: Fact) -> str:
    """A fact in three or four lines: what, in whose voice; who; over what."""
    match found:
        case Statement():
            return _statement(stored, found)
        case Event():
            return _event(stored, found)
        case Sanction():
            return _sanction(stored, found)
    return _lines(
        f"{title(stored, found)}  [{standing(stored, found)}]",
        _joined(_date(stored, found), _factuality(found)),
    )


def title(stored: StoredArticle, found: Fact) -> str:
    """What a fact is, in capitals, after NOT where the article says that it is not so."""
    match found:
        case Statement():
            told = f"{found.act.upper()}, by {speaker(stored, found)}"
        case Event():
            place = f", {stored.label(found.place.iri)}" if found.place else ""
            told = f"{found.coding.type}{place}"
        case Sanction():
            measures = " + ".join(_measure(measure) for measure in found.measures)
            told = f"{measures}  {found.status.replace('-', ' ')}"
        case _:
            told = type(found).__name__.upper()
    return f"NOT {told}" if _is_denied(found) else told


def headline(stored: StoredArticle, found: Fact) -> str:
    """Who did, said or imposed what to whom, in one line."""
    match found:
        case Statement():
            against = [p.actor for p in found.targets]
            whom = _joined(
                _part(stored, "against", found.targets),
                _part(stored, "to", tuple(p for p in found.addressees if p.actor not in against)),
                "" if found.targets or found.addressees else _part(stored, "about", found.about),
            )
        case Event():
            whom = _doers(stored, found)
        case Sanction():
            by = "by" if found.status in _DONE else "would be imposed by"
            whom = _joined(
                _part(stored, "asked by", found.proposers),
                _part(stored, by, found.imposers),
                _part(stored, "on", found.targets),
            )
        case _:
            whom = ""
    return f"{title(stored, found)}  {whom}".rstrip()


def _doers(stored: StoredArticle, e: Event) -> str:
    by = _joined(
        _part(stored, "by", e.initiators),
        _part(stored, "orchestrated by", e.orchestrators),
        _part(stored, "backed by", e.backers),
    )
    return _joined(by or "by whom is not told", _part(stored, "on", e.recipients))


def _measure(measure: str) -> str:
    return "SANCTIONS" if measure == "unspecified" else measure.replace("-", " ").upper()


def standing(stored: StoredArticle, found: Fact) -> str:
    """Whose word a fact is, and whether that is for or against it."""
    negated = is_negated(found)
    if found.according_to is None:
        return "in the article's voice" + (", negated" if negated else "")
    voice = stored.fact(found.according_to)
    if not isinstance(voice, Statement):
        return "ALLEGED"
    if is_negated(voice):
        return f"NOT SAID: stands in the {SAYINGS.get(voice.act, voice.act)} that {speaker(stored, voice)} did not make"
    if negated and voice.act == "deny":
        return f"DENIED by {speaker(stored, voice)}"
    return f"ALLEGED{' not to be so' if negated else ''}, only by {speaker(stored, voice)}"


def speaker(stored: StoredArticle, statement: Statement) -> str:
    return stored.label(statement.source.actor) if statement.source else "an unnamed source"


def _statement(stored: StoredArticle, s: Statement) -> str:
    post = next((t.label for t in stored.facts.tenures if s.position and t.iri == s.position.tenure), None)
    in_office = {"yes": "", "no": ", no longer or not yet in office", "unknown": ", not known whether in office"}
    office = f" ({post}{in_office[s.position.running]})" if post and s.position else ""
    return _lines(
        f"{title(stored, s)}{office}  {_type(s)}{s.manner}  [{standing(stored, s)}]",
        f"“{s.content_text}”",
        _joined(
            _part(stored, "for", s.on_behalf_of),
            _part(stored, "to", s.addressees),
            _part(stored, "against", s.targets),
            _part(stored, "about", s.about),
        ),
        _joined(_said("condition", s.condition), _said("venue", s.venue), _date(stored, s), _factuality(s)),
    )


def _type(s: Statement) -> str:
    """The PLOVER type of a statement, where it is another word than its act: criticism is ACCUSE there too."""
    return f"PLOVER {s.coding.type}, " if s.coding and s.coding.type != s.act.upper() else ""


def _event(stored: StoredArticle, e: Event) -> str:
    counts = [f"{c.kind} {_range(c.min, c.max, c.qualifier)}{' ' + c.who if c.who else ''}" for c in e.counts]
    return _lines(
        f"{title(stored, e)}  [{standing(stored, e)}]",
        _doers(stored, e),
        _joined(*counts, *_amounts(stored, e.amounts)),
        _joined(_modes(e), _date(stored, e), _factuality(e)),
    )


def _sanction(stored: StoredArticle, x: Sanction) -> str:
    imposer = "imposed by" if x.status in _DONE else "would impose"
    asset = ", ".join([*([x.asset.text] if x.asset else []), *_amounts(stored, x.amounts)])
    return _lines(
        f"{title(stored, x)}  [{standing(stored, x)}]",
        _joined(
            _part(stored, "asked by", x.proposers),
            _part(stored, imposer, x.imposers) or "imposer unknown",
            _part(stored, "target", x.targets) or "target unknown",
        ),
        _joined(
            f"asset {asset}" if asset else "",
            f"“{x.scope_as_stated.text}”" if x.scope_as_stated else "",
            _part(stored, "for", x.beneficiaries),
            f"law {x.legal_basis.text}" if x.legal_basis else "law unknown",
            _date(stored, x),
        ),
        _joined(_said("condition", x.condition), _said("reason", x.reason), _factuality(x)),
    )


def line(stored: StoredArticle, found: Fact) -> str:
    """A fact in one line, under a heading that tells its kind."""
    match found:
        case Statement():
            negation = "not " if _is_denied(found) else ""
            told = f"{speaker(stored, found)}  {negation}{found.act}: {flat(found.content_text)}"
        case _:
            told = headline(stored, found)
            told += f"  ({unsure})" if (unsure := doubt(found)) else ""
    return told if found.according_to is None else f"[{standing(stored, found)}]  {told}"


def is_negated(found: Fact) -> bool:
    """Whether its voice says that it is not so."""
    return found.factuality.polarity == "negative"


def _is_denied(found: Fact) -> bool:
    """Whether the article itself says no; what a source says no to is told with the source."""
    return is_negated(found) and found.according_to is None


def is_ahead(found: Fact) -> bool:
    """Whether it is still to come."""
    return found.factuality.tense == "future"


def published(stored: StoredArticle) -> str:
    """The outlet and the day of an article."""
    publisher = stored.first("publisher")
    outlet = stored.label(publisher) if publisher else "publisher unknown"
    told = f"{outlet}, {stored.first('publicationDay') or 'no date'}"
    return f"{told} ({' and '.join(stored.given)} as given at import)" if stored.given else told


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def flat(text: str) -> str:
    """Text in one line."""
    return " ".join(text.split())


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _joined(*parts: str) -> str:
    return " | ".join(part for part in parts if part)


def _part(stored: StoredArticle, word: str, part: tuple[Participant, ...]) -> str:
    labels = list(dict.fromkeys(stored.label(p.actor) for p in part))
    return f"{word} {', '.join(labels)}" if labels else ""


def _said(what: str, words: object) -> str:
    return f"{what} “{getattr(words, 'text', '')}”" if words else ""


def _modes(e: Event) -> str:
    return ", ".join((*e.coding.modes, *e.coding.contexts))


def _factuality(found: Fact) -> str:
    f = found.factuality
    unusual = [
        "negated" if f.polarity == "negative" else "",
        f.certainty if f.certainty != "certain" else "",
        f.tense if f.tense != "past" else "",
    ]
    return ", ".join(word for word in unusual if word)


def doubt(found: Fact) -> str:
    """How sure its voice is of a fact, and whether it is still to come: nothing where that goes without saying."""
    certainty = found.factuality.certainty
    return ", ".join(
        word for word, is_told in ((certainty, certainty != "certain"), ("future", is_ahead(found))) if is_told
    )


def _date(stored: StoredArticle, found: Fact) -> str:
    time = next((t for t in stored.facts.times if t.id == found.time), None)
    if time:
        return f"{time.relation} {time.value}"
    published, bound = stored.first("publicationDay"), "from" if found.factuality.tense == "future" else "by"
    return f"date unknown, {bound} {published}" if published else "date unknown"


def _amounts(stored: StoredArticle, ids: tuple[str, ...]) -> list[str]:
    return [
        amount(a.value, a.unit, a.qualifier, is_money=a.kind == "money") for a in stored.facts.amounts if a.id in ids
    ]


def _range(least: int | None, most: int | None, qualifier: str) -> str:
    if least is None and most is None:
        return "(number unknown)"
    if qualifier == "some":
        return "(number not told)"
    if least is None or most is None:
        return f"at least {least}" if most is None else f"at most {most}"
    return str(least) if least == most else f"{least} to {most}"
