"""What force a statement has: how real the text says it is, whether it is affirmed, and who is said to tell it how."""
