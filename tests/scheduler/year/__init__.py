"""A year of five hundred tasks, and what the year should have been."""
