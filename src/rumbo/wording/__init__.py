"""The only place where codes become sentences and figures become text."""
