"""`python -m guiju`: the same as the command `guiju`."""

import sys

from guiju.cli import main

if __name__ == "__main__":
    sys.exit(main())
