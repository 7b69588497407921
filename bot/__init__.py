"""Everything that speaks to people, to Lark and to the outside."""
