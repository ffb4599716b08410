"""Pure functions on Chinese text: normal form with a way back, numbers, periods, areas, tables."""
