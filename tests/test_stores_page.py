"""docs/stores.md tells of each product what its file says, and its profile is one that kg reads."""

import re
from pathlib import Path

import golden

from kg.remote import Remote
from kg.settings import load
from kg.store.remote import products

_TABLE = re.compile(r"(?<=\| --- \| --- \| --- \| --- \| --- \| --- \|\n).*?(?=\n\*\*Only)", re.DOTALL)
_PROFILE = re.compile(r"(?<=^```toml\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_UNION = {"always": "the union", "parameter": "the union, since kg asks for it", "setting": "up to its settings"}


def table() -> str:
    rows, notes = "", ""
    for name in products.names():
        product = products.product(name)
        cells = (
            product.name,
            f"`{name}`",
            _UNION[product.union],
            "yes" if product.transactions else "no",
            product.login,
            product.tested or "nothing",
        )
        rows += f"| {' | '.join(cells)} |\n"
        told = [*product.notes, *(f"Refuses {what}." for what in product.refuses)]
        notes += f"\n**{product.name}**\n\n" + "".join(f"- {line}\n" for line in told)
    return rows + notes


def test_the_table_is_what_the_files_say(checkout: Path) -> None:
    page = checkout / "docs" / "stores.md"
    golden.holds(page, _TABLE.sub(lambda _: table(), page.read_text("utf-8")))


def test_the_two_that_are_tested_are_told_and_no_others() -> None:
    assert {name for name in products.names() if products.product(name).tested} == {"oxigraph", "virtuoso"}


def test_the_profile_of_the_page_is_read(checkout: Path, tmp_path: Path) -> None:
    (profile,) = _PROFILE.findall((checkout / "docs" / "stores.md").read_text("utf-8"))
    (file := tmp_path / "kg.toml").write_text(profile)
    told = load({}, file, store="news").store
    assert isinstance(told, Remote)
    assert (told.login, told.user, told.timeout) == ("digest", "dba", 120)
