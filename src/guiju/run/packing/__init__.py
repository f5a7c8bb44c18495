"""Cases and entries as compact bytes, and back without loss."""

from guiju.run.packing.entries import Packed, pack_entry, unpack_entry
from guiju.run.packing.states import pack_record, unpack_record

__all__ = ["Packed", "pack_entry", "pack_record", "unpack_entry", "unpack_record"]
