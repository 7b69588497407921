"""Measurements, kept by `make bench`; docs/measurements.md says what they are and what they showed."""
