"""The wire: how the bot reaches Lark, and how Lark reaches the bot.

Importing anything from here first makes the SDK importable without its package files (`bot.lark.light`);
all other code takes the SDK's names from `bot.lark.sdk`.
"""

from bot.lark.light import open_light

open_light()
