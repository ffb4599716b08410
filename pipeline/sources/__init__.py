"""One module per source. `SOURCES` is the registry: a new source is one module here and its name in the tuple."""

from typing import cast

from pipeline.sources import (
    county_bulletins,
    guangdong,
    jiangmen_annual,
    jiangmen_notes,
    jiangmen_report,
    nation,
    project_news,
)
from pipeline.sources.base import Source

_MODULES = (
    jiangmen_report,
    jiangmen_annual,
    jiangmen_notes,
    county_bulletins,
    guangdong,
    nation,
    project_news,
)

SOURCES: dict[str, Source] = {module.SOURCE.source_id: cast(Source, module) for module in _MODULES}
