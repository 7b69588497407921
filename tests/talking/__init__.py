"""The page docs/talking.md: what it shows is read and reckoned here, and checked against what is expected."""
