"""The store over HTTP: a SPARQL endpoint, the library of queries, pages, and tools for assistants.

    request -> app (asyncio: reads it, knows what was asked before) -> pool -> worker (a process: one job at a time,
    on the newest snapshot) -> reply

The process that listens opens no store and runs no query. A job that takes too long, too much memory or gives too many
rows ends with its worker, and another takes its place; its request is answered by an error, never by a part of the
answer: what is sent was finished before its status was decided.
"""
