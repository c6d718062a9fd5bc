"""The door for programs: JSON, problem documents, scoped keys, and limits that say when."""
