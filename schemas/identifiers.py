"""Identifiers with one shape each; nothing here needs a database library, so that a reader of text starts fast."""

from typing import Annotated

from pydantic import StringConstraints

TimePeriod = Annotated[str, StringConstraints(pattern=r"^\d{4}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$")]
"""`2024`, `2024-S1` (half-year), `2024-Q1`, `2024-03`; a cumulated period is named by its last month."""

Accumulation = Annotated[str, StringConstraints(pattern=r"^(CUR|YTD|P[1-9]\d?Y)$")]
"""`CUR` the period itself, `YTD` January to the named month, `P4Y` a span of four years ending in the named year."""

RefArea = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
"""GB/T 2260 code: `440700` is 江门市."""

IndicatorId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")]
SeriesKey = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]+\.\d{6}\.[a-z_]+\.[ASQM]\.(CUR|YTD|P\d+Y)(\.[A-Z0-9_-]+)?$")
]
"""indicator.area.measure.freq.accumulation, joined with dots as SDMX does: `GDP.440700.level.A.CUR`.

A gap or a contribution has its reference as sixth part: `GDP.440700.gap.A.CUR.440000`.
"""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,63}$")]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""`source_id:slug`, natural and never renumbered: `county_bulletins:post_1889494`."""
