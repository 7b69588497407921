"""A local Lark Open Platform, for trying the bot and for tests."""
