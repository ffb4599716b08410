"""One module per source. `SOURCES` is the registry: a new source is one module here and its name in `_MODULES`."""
