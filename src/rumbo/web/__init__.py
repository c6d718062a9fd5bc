"""The browser's door: screens, fragments, the live stream. Words and figures come last."""
