"""A check as a page for people.

from guiju.check.report import html_report, log_info
html_report(conformance, definitions, log_info(log, "orders.xes"))
"""

from guiju.check.report.info import BrokenRule, LogInfo, log_info
from guiju.check.report.page import html_report

__all__ = ["BrokenRule", "LogInfo", "html_report", "log_info"]
