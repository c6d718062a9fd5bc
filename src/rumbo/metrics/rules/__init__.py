"""What a metric means and how it is computed: pure values and functions."""
