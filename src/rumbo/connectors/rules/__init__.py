"""When a source is due, where its next reading starts, and what its columns hold: pure."""
