"""The library as a client: the engine's own commands and answers, over the API of a house."""

from guiju.client.calling import NotAnswered
from guiju.client.house import House, connect

__all__ = ["House", "NotAnswered", "connect"]
