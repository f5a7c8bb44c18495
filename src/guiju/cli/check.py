"""`guiju check`."""


def add(c, common):
    c.add_parser("check")


def run(a, s):
    return 0
