"""Pure arithmetic of key results: courses, progress, scores, roll-ups, freshness."""
