"""What stands between a spec and a release: lanes, signed submissions and approvals, and the log of both.

Read `standing.py` first: it says whether a release may be built and, if not, exactly what is missing.
"""
