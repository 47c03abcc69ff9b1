"""Risk decides how much process a change needs: green goes out by itself, amber takes one reviewer, red two people.

Green is an allow-list of differences against the last version that a person approved. What isn't on it is amber.
"""

from fieldpact.review.lane.judge import LaneContext, judge
from fieldpact.review.lane.readings import lane_between
from fieldpact.review.lane.verdict import LANES, Lane, LaneVerdict, Reason

__all__ = ["LANES", "Lane", "LaneContext", "LaneVerdict", "Reason", "judge", "lane_between"]
