"""From text to proposed facts, each anchored in an exact quote; a person decides which of them are evidence."""
