"""Benchmarks: `python -m benchmarks.NAME` prints figures and ratios in one run."""
