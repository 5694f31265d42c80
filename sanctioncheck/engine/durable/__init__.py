"""The second engine: the rules as a production system (durable_rules) that works forward from the facts of a case."""
