"""Histories in any order over the engine as it is, and what must hold in each."""
