"""Articles at addresses: fetched politely and within limits, kept as a web archive, read like any other source."""
