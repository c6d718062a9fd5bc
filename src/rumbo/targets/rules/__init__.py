"""Pure arithmetic of targets: attainment, proration, pace, and the grown quota."""
