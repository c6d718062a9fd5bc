"""How an event is read and judged, as pure functions."""
