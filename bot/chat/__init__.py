"""What people say, and what the bot answers."""
