"""The rules told page by page: what a provision says, what it leans on, and what leans on it."""
