"""What chat robots are told by people: read, believed or refused, and kept with its case.

A page hands what came to `taking.take_callback`; the readers need no Django.
"""
