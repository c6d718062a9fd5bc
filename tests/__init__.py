"""Tests that cross packages; the tests of one rule sit beside it under `src`."""
