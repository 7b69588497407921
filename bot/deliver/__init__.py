"""The outbox goes out: drawn from the present state, sent or updated, newest wins."""
