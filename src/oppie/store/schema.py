"""The tables of every file, each with the version that its file carries."""

from __future__ import annotations

from oppie.store.database import Schema

JOURNAL = Schema(
    version=1,
    tables="""
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    began REAL NOT NULL,                      -- seconds since the epoch
    oppie TEXT NOT NULL,                      -- version that began it
    request TEXT NOT NULL,                    -- JSON
    base TEXT NOT NULL DEFAULT '',            -- digest of the Snapshot it works on
    memory TEXT NOT NULL DEFAULT '',          -- state of the memory it began with
    status TEXT NOT NULL DEFAULT 'running',
    seconds REAL NOT NULL DEFAULT 0,          -- wall time over all resumes, as last written
    executed INTEGER NOT NULL DEFAULT 0,
    cached INTEGER NOT NULL DEFAULT 0,
    overhead INTEGER NOT NULL DEFAULT 0,
    judged INTEGER NOT NULL DEFAULT 0,
    infrastructure INTEGER NOT NULL DEFAULT 0,
    tampering INTEGER NOT NULL DEFAULT 0,
    cost_usd REAL NOT NULL DEFAULT 0,
    summary TEXT NOT NULL DEFAULT '',
    verdict TEXT                              -- JSON, once there is one
);
CREATE TABLE rollouts (
    number INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    key TEXT NOT NULL,
    observation BLOB,                         -- null: begun and not ended
    UNIQUE (run, key)
);
CREATE TABLE parts (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (run, name)
);
CREATE TABLE nodes (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    number INTEGER NOT NULL,
    parent INTEGER,
    depth INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (run, number)
) WITHOUT ROWID
""",
)

OBJECTS = Schema(
    version=1,
    tables="CREATE TABLE objects (digest BLOB PRIMARY KEY, content BLOB NOT NULL)",
)

MEMORY = Schema(
    version=1,
    tables="""
CREATE TABLE identity (name TEXT NOT NULL);
INSERT INTO identity VALUES (lower(hex(randomblob(6))));
CREATE TABLE observations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    observation BLOB NOT NULL
);
CREATE TABLE experiences (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    operator TEXT NOT NULL,
    context TEXT NOT NULL,
    tried INTEGER NOT NULL,
    helped INTEGER NOT NULL
);
CREATE TABLE outcomes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    features TEXT NOT NULL,                   -- JSON
    solved INTEGER NOT NULL                   -- by the single loop
)
""",
)
