"""Facts in words, for `kg show` and `kg explain`."""

from collections.abc import Iterable
from typing import Final

from kg.facts.model import Amount, Event, Participant, Sanction, Statement
from kg.stored import Fact, StoredArticle

_SCALES: Final = ((10**12, " tn"), (10**9, " bn"), (10**6, " m"))


def fact(stored: StoredArticle, found: Fact) -> str:
    """A fact in three or four lines: what, in whose voice; who; over what."""
    match found:
        case Statement():
            return _statement(stored, found)
        case Event():
            return _event(stored, found)
        case Sanction():
            return _sanction(stored, found)


def explanation(stored: StoredArticle, found: Fact) -> str:
    """The sentence with the fact's words in brackets, who vouches for it, and where it stands."""
    span = stored.sentence(found)
    where = f"{_outlet(stored)}, {stored.first('publicationDay') or 'no date'}, characters {found.start}–{found.end}"
    lines = [
        f"{title(stored, found)}  {standing(stored, found)}",
        f"  “{_marked(stored.text, span.start, span.end, *_marks(found))}”",
        *_vouching(stored, found),
        where,
        stored.first("url") or stored.iri,
    ]
    return "\n".join(lines)


def title(stored: StoredArticle, found: Fact) -> str:
    match found:
        case Statement():
            kind = found.coding.type if found.coding else found.act.upper()
            return f"{kind}, by {speaker(stored, found)}"
        case Event():
            place = f", {stored.label(found.place.iri)}" if found.place else ""
            return f"{found.coding.type}{place}"
        case Sanction():
            return f"{' + '.join(found.measures).upper()}, {found.status}"


def standing(stored: StoredArticle, found: Fact) -> str:
    """Whose word a fact is."""
    if found.according_to is None:
        return "in the article's voice"
    voice = stored.fact(found.according_to)
    return f"ALLEGED, only by {speaker(stored, voice)}" if isinstance(voice, Statement) else "ALLEGED"


def speaker(stored: StoredArticle, statement: Statement) -> str:
    return stored.label(statement.source.actor) if statement.source else "an unnamed source"


def _statement(stored: StoredArticle, s: Statement) -> str:
    post = next((t.label for t in stored.facts.tenures if s.position and t.iri == s.position.tenure), None)
    in_office = {"yes": "", "no": ", no longer or not yet in office", "unknown": ", not known whether in office"}
    office = f" ({post}{in_office[s.position.running]})" if post and s.position else ""
    return _lines(
        f"{title(stored, s)}{office}  {s.act}, {s.manner}  [{standing(stored, s)}]",
        f"“{s.content_text}”",
        _joined(
            _part(stored, "for", s.on_behalf_of),
            _part(stored, "to", s.addressees),
            _part(stored, "against", s.targets),
            _part(stored, "about", s.about),
        ),
        _joined(_said("condition", s.condition), _said("venue", s.venue), _factuality(s)),
    )


def _event(stored: StoredArticle, e: Event) -> str:
    counts = [f"{c.kind} {_range(c.min, c.max, c.qualifier)}{' ' + c.who if c.who else ''}" for c in e.counts]
    return _lines(
        f"{title(stored, e)}  [{standing(stored, e)}]",
        _joined(
            _part(stored, "by", e.initiators),
            _part(stored, "orchestrated by", e.orchestrators),
            _part(stored, "backed by", e.backers),
            _part(stored, "on", e.recipients),
        ),
        _joined(*counts, *_amounts(stored, e.amounts)),
        _joined(_modes(e), _date(stored, e), _factuality(e)),
    )


def _sanction(stored: StoredArticle, x: Sanction) -> str:
    imposer = "imposed by" if x.status in ("imposed", "in-force", "extended", "tightened", "enforced") else "imposer"
    return _lines(
        f"{title(stored, x)}  [{standing(stored, x)}]",
        _joined(
            _part(stored, "asked by", x.proposers),
            _part(stored, imposer, x.imposers) or "imposer unknown",
            _part(stored, "target", x.targets) or "target unknown",
            _part(stored, "for", x.beneficiaries),
        ),
        _joined(
            f"asset {x.asset.text}" if x.asset else "",
            *_amounts(stored, x.amounts),
            f"“{x.scope_as_stated.text}”" if x.scope_as_stated else "",
            f"law {x.legal_basis.text}" if x.legal_basis else "law unknown",
            _date(stored, x),
        ),
        _joined(_said("condition", x.condition), _said("reason", x.reason), _factuality(x)),
    )


def _vouching(stored: StoredArticle, found: Fact) -> Iterable[str]:
    voice = stored.fact(found.according_to) if found.according_to else None
    if isinstance(voice, Statement):
        yield f"the article vouches for: that {speaker(stored, voice)} said so ({voice.act}, id {voice.id})."
        yield "it does not vouch for: that it is so."
    for claim in (f for f in stored.facts.all if f.according_to == found.id):
        yield f"claimed in it: {title(stored, claim)} ({claim.id})"


def _marks(found: Fact) -> tuple[int, int]:
    if isinstance(found, Statement):
        return found.content[0].start, found.content[-1].end
    return found.start, found.end


def _marked(text: str, start: int, end: int, first: int, last: int) -> str:
    if (first, last) == (start, end) or not start <= first < last <= end:
        return _flat(text[start:end])
    return _flat(f"{text[start:first]}[{text[first:last]}]{text[last:end]}")


def _outlet(stored: StoredArticle) -> str:
    publisher = stored.first("publisher")
    return stored.label(publisher) if publisher else "unknown outlet"


def _flat(text: str) -> str:
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
        "did not happen" if f.polarity == "negative" else "",
        f.certainty if f.certainty != "certain" else "",
        f.tense if f.tense != "past" else "",
    ]
    return ", ".join(word for word in unusual if word)


def _date(stored: StoredArticle, found: Fact) -> str:
    time = next((t for t in stored.facts.times if t.id == found.time), None)
    return f"{time.relation} {time.value}" if time else "date unknown"


def _amounts(stored: StoredArticle, ids: tuple[str, ...]) -> list[str]:
    return [_amount(a) for a in stored.facts.amounts if a.id in ids]


def _amount(amount: Amount) -> str:
    value, scale = float(amount.value), ""
    for size, name in _SCALES:
        if abs(value) >= size:
            value, scale = value / size, name
            break
    qualifier = "" if amount.qualifier == "exact" else f"{amount.qualifier} "
    number = f"{qualifier}{value:g}{scale}"
    return f"{amount.unit} {number}" if amount.kind == "money" else f"{number} {amount.unit}"


def _range(least: int | None, most: int | None, qualifier: str) -> str:
    if least is None and most is None:
        return "(number unknown)"
    if qualifier == "some":
        return "(number not told)"
    return (
        str(least) if least == most else f"{least if least is not None else '?'} to {most if most is not None else '?'}"
    )
