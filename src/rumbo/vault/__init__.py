"""What whoever holds the database alone must not read: encrypted, and destroyed by key."""
