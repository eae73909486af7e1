"""All payloads as TypedDicts, a module a provider.

>>> from offerlint.types.tracklysms import CreateOffer
>>> offer: CreateOffer = {"name": "A", "tracking_url": "https://track.example.com/c"}

Generated from the field tables by generate_types.py.
"""

from . import gokart, tracklysms

__all__ = ["gokart", "tracklysms"]
