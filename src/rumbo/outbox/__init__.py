"""What must happen after a commit: rows in the same transaction, drained by hub and workers."""
