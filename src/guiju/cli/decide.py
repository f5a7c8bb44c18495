"""`guiju decide`."""


def add(c, common):
    c.add_parser("decide")


def run(a, s):
    return 0
