"""The ERP beside the house, and how orders come in (docs/systems/erp.md).

`Erp` is the protocol; `Embedded` the default, `Mapped` what speaks to another over HTTP.
"""

from guiju.systems.erp.connector import Erp, ErpAway, ErpRefused, Fetched, Level, MappingUnknown

__all__ = ["Erp", "ErpAway", "ErpRefused", "Fetched", "Level", "MappingUnknown"]
