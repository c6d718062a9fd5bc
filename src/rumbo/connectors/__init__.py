"""Outside systems that records are read from: what they are, when they are read, what came."""
