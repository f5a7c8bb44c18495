"""`guiju demo`."""


def add(c, common):
    c.add_parser("demo")


def run(a, s):
    return 0
