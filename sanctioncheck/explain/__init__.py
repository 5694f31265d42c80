"""Why a cell came out as it did, why not, and what is missing."""
