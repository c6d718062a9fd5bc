"""Pure rules of pay: values in, lines out."""
