"""What programs sent, the keys with which they may, and how they do it."""
