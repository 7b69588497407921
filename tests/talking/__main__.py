"""`python -m tests.talking` writes docs/talking.md anew."""

from tests.talking.page import PAGE, page

PAGE.write_text(page(), "utf-8")
