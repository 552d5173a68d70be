"""Where a place is told to lie: "Paris, Texas", "Tripoli in northern Lebanon", "the Lebanese city of Tripoli"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg import reference
from kg.document import Document, Parse
from kg.english import tables, tokens, words
from kg.english.labels import Dep, Pos, Tag
from kg.mentions.names import Name

_LONGEST = 3
_POST = 5
_OF_PLACE = frozenset({Dep.AMOD, Dep.POSS, Dep.COMPOUND, Dep.NMOD})
_PLACES = frozenset({"place", "organisation", "state"})
_MARKS = (",", ";", ")")
_ENDED_BY = frozenset({"and", "or"})


@cache
def _abbreviated() -> Mapping[str, str]:
    """Short forms of the names of regions: "Tex." for Texas."""
    found: dict[str, str] = tables.load("names")["regions"]
    return found


def placed(document: Document, names: Sequence[Name]) -> list[Name]:
    """The same names; a place is no namesake in another state than the one that is told of it, here or elsewhere."""
    names = [_spelt_out(document, name) for name in _with_regions(document, names)]
    told = _told(document, names)
    meant: dict[str, set[str]] = {}
    for name in names:
        if name.first in told:
            meant.setdefault(_text(document, name), set()).add(told[name.first])
    return [_placed(document, name, told, meant) for name in names]


def _spelt_out(document: Document, name: Name) -> Name:
    """The region that a name is short for behind a comma: "Rome, Ga."."""
    full = _abbreviated().get(_text(document, name))
    behind = name.first > 0 and document.parse.text[name.first - 1] == ","
    return replace(name, label="place", full=full, known=(), adjective=False) if full and behind else name


def _placed(document: Document, name: Name, told: Mapping[int, str], meant: Mapping[str, set[str]]) -> Name:
    everywhere = meant.get(_text(document, name), set())
    within = told.get(name.first) or (next(iter(everywhere)) if len(everywhere) == 1 else None)
    if within is None or (name.label == "state" and name.first not in told) or name.label not in _PLACES:
        return name
    known = tuple(c for c in name.known if c.how == "capital" and c.entity.country == within)
    return replace(name, label="place", known=known, within=within)


def _text(document: Document, name: Name) -> str:
    return tokens.text(document, name.first, name.end)


def _told(document: Document, names: Sequence[Name]) -> dict[int, str]:
    """First token of a place's name -> the state in which it is told to lie (ISO 3166 alpha-3)."""
    parse = document.parse
    at = {name.first: name for name in names}
    states = {t: state for n in names if n.label == "state" and (state := _state(n)) for t in range(n.first, n.end)}
    found = {}
    for name in names:
        country = _behind(document, name, at) if _may_be_place(document, name, at) else None
        if country is None and name.label == "place":
            country = _beside(parse, name, states)
        if country:
            found[name.first] = country
    return found


def _may_be_place(document: Document, name: Name, at: Mapping[int, Name]) -> bool:
    """Whether a name may be a town's: "Lebanon, Pennsylvania" is one, but the regions of a list are none."""
    if name.label == "state" and not name.adjective:
        end, country = _state_or_region(document, min(name.end + 1, len(document.parse) - 1), {})
        ended = end >= len(document.parse) or document.parse.pos[end] == Pos.PUNCT
        return bool(country) and ended and not _goes_on(document.parse, end, at) and not _region(document, name)
    return name.label == "place" or (name.label == "organisation" and not name.known)


def _state(name: Name) -> str | None:
    return next((c.entity.country for c in name.known if c.entity.type == "state"), None)


def _behind(document: Document, name: Name, at: Mapping[int, Name]) -> str | None:
    """The state of what follows a place behind a comma or "in": of a region that of which it is a part."""
    parse, mark = document.parse, name.end
    if mark + 1 >= len(parse) or parse.text[mark] not in (",", "in") or _is_region(document, name):
        return None
    start = mark + 1
    if parse.text[mark] == "in" and start + 1 < len(parse) and parse.pos[start] == Pos.ADJ and start not in at:
        start += 1  # "in northern Lebanon"
    end, country = _state_or_region(document, start, at)
    if country is None or (end < len(parse) and parse.tag[end] == Tag.POS):
        return None
    known = {c.entity.country for c in reference.places(_text(document, name), document.base)}
    return country if country in known or parse.text[mark] == "in" or not _goes_on(parse, end, at) else None


def _state_or_region(document: Document, start: int, at: Mapping[int, Name]) -> tuple[int, str | None]:
    """Where a state or region ends whose name begins at a token, and the state."""
    for end in range(min(start + _LONGEST, len(document.parse)), start, -1):
        text = tokens.text(document, start, end)
        if text.endswith(_MARKS):
            continue
        if country := _country_of_region(_abbreviated().get(text, text), document.base):
            return end, country
    behind = at.get(start)
    if behind is None or behind.adjective or behind.label not in ("state", "place"):
        return start, None
    return behind.end, behind.within or _state(behind) if behind.label == "state" else behind.within


def _country_of_region(text: str, base: str) -> str | None:
    """The state of which a region is a part; none of a name that is a state's as well."""
    if not text[:1].isupper() or any(c.entity.type == "state" for c in reference.candidates(text, base)):
        return None
    regions = {c.entity.country for c in reference.places(text, base) if c.entity.precision == "region"}
    return regions.pop() if len(regions) == 1 else None


def _is_region(document: Document, name: Name) -> bool:
    """Whether a name is itself a region's or a state's: a list of them is no address."""
    return bool(_country_of_region(_text(document, name), document.base))


def _goes_on(parse: Parse, end: int, at: Mapping[int, Name]) -> bool:
    """Whether a list of places goes on: "in Paris, Lebanon and Iraq"."""
    if end + 1 >= len(parse) or parse.text[end] not in {",", *_ENDED_BY}:
        return False
    start = end + 1 if parse.text[end + 1].lower() not in _ENDED_BY else end + 2
    following = at.get(start)
    return following is not None and following.label in ("state", "place")


def _beside(parse: Parse, name: Name, states: Mapping[int, str]) -> str | None:
    """The state that a place, or the noun for a place before it, is said to be of: "the Lebanese city of Tripoli"."""
    above = parse.head[name.head]
    of = parse.dep[name.head] == Dep.POBJ and parse.text[above].lower() == "of"
    nouns = [parse.head[above]] if of and parse.lemma[parse.head[above]].lower() in words.of("place_nouns") else []
    if parse.dep[name.head] in (Dep.APPOS, Dep.COMPOUND) and parse.lemma[above].lower() in words.of("place_nouns"):
        nouns.append(above)
    apposed = (c for c in parse.children[name.head] if parse.dep[c] == Dep.APPOS)
    nouns += [c for c in apposed if parse.lemma[c].lower() in words.of("place_nouns")]
    beside = (c for head in (name.head, *nouns) for c in parse.children[head] if parse.dep[c] in _OF_PLACE)
    return next((states[c] for c in beside if c in states), None)


def _with_regions(document: Document, names: Sequence[Name]) -> list[Name]:
    """The same names; one that a state and a region share is the region's where the text speaks of that: Georgia."""
    shared = {text: region for name in names if (text := _text(document, name)) and (region := _region(document, name))}
    meant = {text for text, region in shared.items() if _speaks_of_region(document, names, text, region)}
    return [
        replace(n, label="place", known=(), adjective=False, within=shared[_text(document, n)])
        if n.label == "state" and _text(document, n) in meant
        else n
        for n in names
    ]


def _region(document: Document, name: Name) -> str | None:
    """The state of the only region that has the name of another state."""
    if name.label != "state" or name.adjective:
        return None
    found = {
        c.entity.country
        for c in reference.places(_text(document, name), document.base)
        if c.entity.precision == "region" and c.entity.country != _state(name)
    }
    return found.pop() if len(found) == 1 else None


def _speaks_of_region(document: Document, names: Sequence[Name], text: str, region: str) -> bool:
    """Whether a text tells of a region's towns or officials, and of nothing of the state of that name."""
    of_name = [n for n in names if _text(document, n) == text and n.label == "state"]
    state = _state(of_name[0])
    if any(_state(n) == state and _text(document, n) != text for n in names):
        return False
    ending = {n.end: n for n in names}
    return any(_is_of_region(document, n, ending, region, state) for n in of_name)


def _is_of_region(document: Document, name: Name, ending: Mapping[int, Name], region: str, state: str | None) -> bool:
    """Whether a name stands behind a town of the region, or beside one of its posts; ``ending``: names by their end."""
    parse = document.parse
    before = ending.get(name.first - 1) if parse.text[name.first - 1] == "," else None
    if before is not None:
        lies = {c.entity.country for c in reference.places(_text(document, before), document.base)}
        return region in lies and state not in lies
    near = parse.text[max(0, name.first - _POST) : name.end + _POST]
    line = " ".join(near).lower()
    return any(f" {post} " in f" {line} " for post in tables.load("names")["posts-of-regions"])
