"""The rows of facts: one module a table of rules, each from the model to plain values. None stands for absent."""
