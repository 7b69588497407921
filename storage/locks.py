"""The advisory locks of this program on PostgreSQL."""

from enum import IntEnum, unique


@unique
class AdvisoryLock(IntEnum):
    """Numbers that no other program on the server uses, it is hoped, and each of ours once."""

    SCHEMA = 0x61696D65  # "aime": one process at a time brings the schema up to date
    COPY = 0x61696D66  # one settles a database from a backup
    INBOX = 0x61696D67  # one takes what arrived
    PLACES = 0x61696D70  # one gives out the places of people's runs
