"""The same running sandbox as the Open API's tests use."""

from tests.sandbox.open_api.conftest import lark

__all__ = ["lark"]
