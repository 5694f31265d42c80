"""Facts and rules to outcomes: scope, match, weigh, defeat, conclude; pure functions over model objects."""
