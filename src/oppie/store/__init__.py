"""SQLite: the journal of runs, the snapshots they need, and what outlives them.

A project's runs lie in ``.oppie/journal.db`` (:mod:`oppie.store.runs`), the memory in the
user's data folder (:mod:`oppie.store.memory`). No other room imports ``sqlite3``.
"""
