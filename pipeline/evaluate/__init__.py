"""How well the engine reads: `duixian eval` counts it on gold documents and on a report's page against its register."""
