"""`guiju log`."""


def add(c, common):
    c.add_parser("log")


def run(a, s):
    return 0
