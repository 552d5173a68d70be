"""Articles at addresses: fetched politely and within limits, kept as a web archive, read like any other source."""

from kg.fetch.pages import Fetcher, is_web_address

__all__ = ["Fetcher", "is_web_address"]
