"""Cases in the formats of other programs, and what comes back from them."""
