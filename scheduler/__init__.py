"""The engine: decides when and what. Knows neither Lark nor SQL nor HTTP."""
