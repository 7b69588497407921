"""One file a version; they only add."""
