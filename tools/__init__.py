"""What the people who work on Rumbo run; the product itself never imports it."""
