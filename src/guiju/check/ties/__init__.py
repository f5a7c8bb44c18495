"""Events of equal time: in which order a case is checked, by a stated policy."""

from guiju.check.ties.order import Ordered, TiePolicy, TieReport, ordered

__all__ = ["Ordered", "TiePolicy", "TieReport", "ordered"]
