"""What a dataset is, how values are read exactly, and how versions follow each other: pure."""
