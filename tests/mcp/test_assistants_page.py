"""The examples of docs/assistants.md: what the page shows is what a client gets from the samples."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from clients import Served, call, over_http, text


@pytest.fixture(scope="module")
def samples_served(store: Path) -> Any:
    with over_http(store) as running:
        yield running


def test_the_examples(checkout: Path, samples_served: Served) -> None:
    file = checkout / "docs" / "assistants.md"
    page = file.read_text("utf-8")
    blocks = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 4
    json.loads(blocks[0])
    for block in blocks[1:]:
        asked, told = block.split("\n\n", 1)
        example = json.loads(asked)
        result = call(samples_served, example["name"], example["arguments"])
        if os.environ.get("KG_UPDATE") and not result.is_error:
            written = json.dumps(result.structured_content, ensure_ascii=False, indent=1) + "\n"
            page = page.replace(told, written)
            file.write_text(page, "utf-8")
            continue
        if result.is_error:
            assert told.strip() == text(result)
        else:
            assert json.loads(told) == result.structured_content
