"""The store as tools for assistants, by the Model Context Protocol: over stdin and stdout, or over HTTP.

    client -> server (knows the tools, checks arguments) -> the pool of kg serve -> worker -> JSON -> cleaned -> client

Nothing here opens a store. All text of articles leaves through ``kg.mcp.text``, in fields of its own: what strangers
wrote is data, and stands in no description and no instruction.
"""
