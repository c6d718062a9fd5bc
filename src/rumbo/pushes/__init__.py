"""Records that programs send as events: their keys, their deliveries, and what came of each."""
