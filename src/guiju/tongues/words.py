"""Single words of the rooms below that doors show: states, kinds, reasons.

A sentence is known by its blanks and places; a single word could as well be a name of BPMN, a key
or a code, so each is written here with the room that it comes from.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = (
    # severities of problems; kinds of steps in refusals
    "error", "warning", "task", "job", "timer", "wait", "choice", "none", "nobody", "another",
    # what a case, an instance, a clock can be
    "active", "completed", "failed", "stuck", "cancelled", "ended", "suspended", "running",
    "waiting", "at-risk", "paused", "breached", "stopped", "breach", "escalation", "open",
    # what an event is of
    "message", "signal", "conditional", "condition", "link", "compensate", "cancel", "terminate",
    "start", "date", "duration", "cycle", "multiple", "parallel",
    # deviations, their methods and policies; results of rules
    "skipped", "added", "repeated", "moved", "out of order", "wrong branch", "outside",
    "not in the standard", "mapped", "ignored", "violation", "kept", "broken", "vacuous",
    "misspecified", "source order", "best fitting", "partial order", "automaton", "search",
    "no complete run",
    # how near one activity has to be to another
    "later in the case", "before the next such event", "directly", "earlier in the case",
    "since the last such event", "directly before",
    # heads and facts of the report of a check
    "Deviations", "deviation", "element", "activity", "events", "cases", "share", "times",
    "rule", "result", "breaches", "done", "how", "model", "log", "method", "fitness", "precision",
    "variant", "format", "columns", "guessed columns", "bad rows left out", "events left out",
    "events without a time", "times without a zone", "reading stopped", "notes",
    "times without a zone are {zone}",
    # attributes that two versions may differ in
    "name", "kind", "role", "documentation", "clause", "form", "assignee", "candidate groups",
    "candidate users", "deadline", "due time", "priority", "decision", "inputs", "outputs",
    "headers", "retries", "four eyes with", "certificate", "indicator", "other", "interrupting",
    "host", "performers", "repetition", "script", "activation", "called process", "label",
    "default", "sub-process", "yes", "no", "any",
    # kinds of FEEL values and of what a limit counts
    "string", "number", "boolean", "context", "list", "function", "range", "null", "bytes",
    "elements", "text", "depth", "fuel", "string_size", "list_size", "regex_seconds",
    # what FEEL puts before the reason of a refusal
    "{name}: ", "at {position}: {message}", "; ",
    # what an operating system says of a file
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory",
    "File exists", "No space left on device", "Read-only file system", "File name too long",
    # phases of an instance, what became of a drawing, orders of a log
    "work", "scope", "loop", "unreadable", "drawn", "order of the entries", "all",
)  # fmt: skip
