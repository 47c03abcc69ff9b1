"""Pages about Fieldpact, and what writes those that follow from the code."""
