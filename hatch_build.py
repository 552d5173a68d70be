"""Builds data/reference/reference.sqlite before a wheel or an editable install is put together."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceBuildHook(BuildHookInterface[Any]):
    """The look-up file is made from the tables, not committed: it cannot be stale in what users install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel ("standard" or "editable")."""
        script = Path(self.root, "data", "reference", "build.py")
        runpy.run_path(str(script), run_name="hatch_build")["build"]()
