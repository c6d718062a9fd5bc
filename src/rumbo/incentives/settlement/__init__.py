"""A plan as SQL over the projection: gather what is credited, walk it, cut it, pay it."""
