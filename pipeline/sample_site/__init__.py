"""The sample site: restated pages with real figures, in the publishers' markup, over real HTTP on this machine."""

from pipeline.sample_site.server import SampleSite

__all__ = ["SampleSite"]
