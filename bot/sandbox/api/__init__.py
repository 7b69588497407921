"""The Open API: one file an area, each a list of routes."""
