"""What the functions do that look among the stored records. They become other nodes and have no docstrings.

The tests compile every example, and see that no function of `fieldpact.formula.excel.OF_RECORDS` is missing here.
"""

from __future__ import annotations

from typing import Final

MEANINGS: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "Previous": (
        "A link to the newest record of the same table that was created before this one and has the same values in "
        "the named fields. The table is the record's own. Blank where there is none, and while one of the fields is "
        "blank. Only what the person may read is looked at.",
        (
            ("Previous(audit, outlet)", "the audit before of the same outlet"),
            ("Previous(audit, outlet).score", "what it scored"),
            ("Previous(audit, outlet, shelf)", "the one before of the same outlet and shelf"),
        ),
    ),
    "Stock": (
        "How much there is of a stock that the spec declares under `stock:`, summed over the stored records that it is "
        "made of, without what this record itself takes. The keys are those that the stock is told by, in their order; "
        "an owner among them is always whoever uses the app.",
        (('Stock("bag", lot)', "what is left of the lot in the bag"),),
    ),
}
