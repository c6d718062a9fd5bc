"""Pure rules of boards: who stands where, and how far the next place is."""
