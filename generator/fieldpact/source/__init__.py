"""Text to nodes with positions: the strict YAML reader and the canonical form."""
