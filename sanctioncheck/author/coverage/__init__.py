"""What the tests of a pack have and have not shown, point by point, in words of law."""
