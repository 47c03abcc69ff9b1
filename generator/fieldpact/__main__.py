"""`python -m fieldpact`."""

from fieldpact.cli import main

main(prog_name="fieldpact")
