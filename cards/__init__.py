"""What people see: pure functions from state to card JSON 2.0, and every sentence in both languages."""
