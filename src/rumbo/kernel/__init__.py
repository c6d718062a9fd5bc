"""Values every other package speaks in: money, periods, problems, documents, expressions."""
