"""The control API under `/_sandbox`: for the chat page and for tests. Lark has nothing like it."""
