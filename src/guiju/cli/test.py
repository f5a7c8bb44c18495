"""`guiju test`."""


def add(c, common):
    c.add_parser("test")


def run(a, s):
    return 0
