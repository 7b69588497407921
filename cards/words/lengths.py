"""How a length of time is counted out in words."""

from datetime import timedelta
from typing import Final

_MOST: Final = 600  # of one unit: nobody says 90 minutes as an hour and a half an hour, nor 5,000 seconds


def amounts_of(length: timedelta) -> tuple[int, int, int]:
    """Return hours, minutes and seconds; whole hours, or few enough of the smallest unit, stand alone."""
    seconds = int(length.total_seconds())
    hours, minutes = seconds // 3600, seconds // 60
    if seconds % 3600 == 0:
        return hours, 0, 0
    if seconds % 60 == 0 and minutes < _MOST:
        return 0, minutes, 0
    return (0, 0, seconds) if seconds < _MOST else (hours, minutes % 60, seconds % 60)
