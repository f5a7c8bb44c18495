"""The papers of a parcel: content, UBL, PDF. Pure but for the fonts of the machine."""
