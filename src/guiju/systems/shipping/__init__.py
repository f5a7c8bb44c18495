"""The papers of a parcel, the carrier, and where the parcel is."""

from __future__ import annotations


def paper(shipment: str, name: str, form: str = "pdf") -> bytes | None:
    """The file of a paper that was made, its newest version; None where there is none.

    Args:
        name: `packing list`, `waybill`, `invoice` or `receipt`.
        form: `pdf` or `xml`.
    """
    from guiju.systems.shipping.documents import file_of

    return file_of(shipment, name, form)
