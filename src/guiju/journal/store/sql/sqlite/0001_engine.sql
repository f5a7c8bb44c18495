-- The engine's tables. Times are microseconds since 1970 UTC; bytes are exact JSON.
-- The upper bits of case_no are the shard, so every key leads with the shard.

CREATE TABLE standards (
  no INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  deployed INTEGER NOT NULL, numbering TEXT NOT NULL, files BLOB NOT NULL
) STRICT;

CREATE TABLE shards (
  shard INTEGER PRIMARY KEY, serial INTEGER NOT NULL, seq INTEGER NOT NULL, chain BLOB NOT NULL
) STRICT;

-- The journal: one row per command, appended only.
CREATE TABLE entries (
  shard INTEGER NOT NULL, seq INTEGER PRIMARY KEY, case_no INTEGER NOT NULL,
  number INTEGER NOT NULL, shape INTEGER NOT NULL, time INTEGER NOT NULL, actor TEXT,
  data BLOB NOT NULL, key INTEGER NOT NULL, body INTEGER NOT NULL, link INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_by_key ON entries (case_no, key);

CREATE TABLE shapes (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE pools (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;

CREATE TABLE cases (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, standard INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3), number INTEGER NOT NULL,
  started INTEGER NOT NULL, ended INTEGER NOT NULL, state BLOB NOT NULL, variables BLOB NOT NULL
) STRICT;

CREATE TABLE tasks (
  case_no INTEGER NOT NULL, task INTEGER NOT NULL, element TEXT NOT NULL,
  standard INTEGER NOT NULL, pool INTEGER NOT NULL, assignee TEXT NOT NULL,
  created INTEGER NOT NULL, due INTEGER NOT NULL, priority INTEGER NOT NULL,
  PRIMARY KEY (case_no, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_offered ON tasks (assignee, pool, created);

CREATE TABLE timers (
  shard INTEGER NOT NULL, due INTEGER NOT NULL, case_no INTEGER NOT NULL, wait INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (shard, due, case_no, wait)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  shard INTEGER NOT NULL, case_no INTEGER NOT NULL, job INTEGER NOT NULL, topic TEXT NOT NULL,
  element TEXT NOT NULL, ready INTEGER NOT NULL, fence INTEGER NOT NULL CHECK (fence >= 0),
  worker TEXT NOT NULL, tries INTEGER NOT NULL CHECK (tries >= 0),
  PRIMARY KEY (case_no, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_ready ON jobs (shard, topic, ready);

CREATE TABLE waits (
  shard INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
  case_no INTEGER NOT NULL, wait INTEGER NOT NULL,
  PRIMARY KEY (shard, kind, name, key, case_no, wait)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
  case_no INTEGER NOT NULL, instance INTEGER NOT NULL, code TEXT NOT NULL, element TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (case_no, instance)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  shard INTEGER NOT NULL, id TEXT NOT NULL, body INTEGER NOT NULL, name TEXT NOT NULL,
  key TEXT NOT NULL, payload BLOB NOT NULL, delivered INTEGER NOT NULL, expires INTEGER NOT NULL,
  PRIMARY KEY (shard, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_waiting ON messages (shard, name, key) WHERE delivered = 0;
CREATE INDEX messages_expiring ON messages (shard, expires);

CREATE TABLE outbox (
  shard INTEGER NOT NULL, no INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
  body BLOB NOT NULL, ready INTEGER NOT NULL, tries INTEGER NOT NULL,
  PRIMARY KEY (shard, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_ready ON outbox (shard, ready);

CREATE TABLE heads (
  shard INTEGER NOT NULL, size INTEGER NOT NULL, time INTEGER NOT NULL, root BLOB NOT NULL,
  chain BLOB NOT NULL, key BLOB NOT NULL, signature BLOB NOT NULL,
  PRIMARY KEY (shard, size)
) STRICT, WITHOUT ROWID;

-- Keys of persons: destroying one makes what it sealed unreadable for ever.
CREATE TABLE subjects (
  subject TEXT PRIMARY KEY, key BLOB, erased INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
