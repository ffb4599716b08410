"""`python -m pipeline.sample_site --port N`: the sample site as a process of its own."""

import argparse

from pipeline.sample_site.server import SampleSite

parser = argparse.ArgumentParser(prog="pipeline.sample_site", description="Serve the sample site.")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=8401)
given = parser.parse_args()
SampleSite(given.port, given.host).server.serve_forever()
