"""From the text of a plan to its values, with every fault at its place."""
