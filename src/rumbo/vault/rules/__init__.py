"""What is sealed with a subject's key, and how it is opened: pure."""
