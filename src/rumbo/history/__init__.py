"""Who did what, when: positions, moments and the append-only chain of entries."""
