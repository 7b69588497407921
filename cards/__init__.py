"""State in, card JSON 2.0 out: pure functions, no I/O."""
