"""Measurements, kept by `make bench`; docs/measurements.md and docs/performance.md explain them."""
