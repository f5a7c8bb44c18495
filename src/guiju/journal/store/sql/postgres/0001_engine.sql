-- The engine's tables. Times are microseconds since 1970 UTC; bytes are exact JSON.
-- The upper bits of case_no are the shard, so every key leads with the shard.

CREATE TABLE standards (
  no BIGINT PRIMARY KEY, digest TEXT COLLATE "C" NOT NULL UNIQUE, name TEXT COLLATE "C" NOT NULL,
  deployed BIGINT NOT NULL, numbering TEXT COLLATE "C" NOT NULL, files BYTEA NOT NULL
);

CREATE TABLE shards (
  shard BIGINT PRIMARY KEY, serial BIGINT NOT NULL, seq BIGINT NOT NULL, chain BYTEA NOT NULL
);

-- The journal: one row per command, appended only.
CREATE TABLE entries (
  shard BIGINT NOT NULL, seq BIGINT NOT NULL, case_no BIGINT NOT NULL,
  number BIGINT NOT NULL, shape BIGINT NOT NULL, time BIGINT NOT NULL, actor TEXT COLLATE "C",
  data BYTEA NOT NULL, key BIGINT NOT NULL, body BIGINT NOT NULL, link BIGINT NOT NULL,
  PRIMARY KEY (shard, seq)
);
CREATE UNIQUE INDEX entries_by_key ON entries (case_no, key);

CREATE TABLE shapes (id BIGINT PRIMARY KEY, body BYTEA NOT NULL);
CREATE TABLE pools (id BIGINT PRIMARY KEY, body BYTEA NOT NULL);

CREATE TABLE cases (
  no BIGINT PRIMARY KEY, id TEXT COLLATE "C" NOT NULL UNIQUE, standard BIGINT NOT NULL,
  status BIGINT NOT NULL CHECK (status BETWEEN 0 AND 3), number BIGINT NOT NULL,
  started BIGINT NOT NULL, ended BIGINT NOT NULL, state BYTEA NOT NULL, variables BYTEA NOT NULL
);

CREATE TABLE tasks (
  case_no BIGINT NOT NULL, task BIGINT NOT NULL, element TEXT COLLATE "C" NOT NULL,
  standard BIGINT NOT NULL, pool BIGINT NOT NULL, assignee TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL, due BIGINT NOT NULL, priority BIGINT NOT NULL,
  PRIMARY KEY (case_no, task)
);
CREATE INDEX tasks_offered ON tasks (assignee, pool, created);

CREATE TABLE timers (
  shard BIGINT NOT NULL, due BIGINT NOT NULL, case_no BIGINT NOT NULL, wait BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (shard, due, case_no, wait)
);

CREATE TABLE jobs (
  shard BIGINT NOT NULL, case_no BIGINT NOT NULL, job BIGINT NOT NULL, topic TEXT COLLATE "C" NOT NULL,
  element TEXT COLLATE "C" NOT NULL, ready BIGINT NOT NULL, fence BIGINT NOT NULL CHECK (fence >= 0),
  worker TEXT COLLATE "C" NOT NULL, tries BIGINT NOT NULL CHECK (tries >= 0),
  PRIMARY KEY (case_no, job)
);
CREATE INDEX jobs_ready ON jobs (shard, topic, ready);

CREATE TABLE waits (
  shard BIGINT NOT NULL, kind TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL,
  case_no BIGINT NOT NULL, wait BIGINT NOT NULL,
  PRIMARY KEY (shard, kind, name, key, case_no, wait)
);

CREATE TABLE incidents (
  case_no BIGINT NOT NULL, instance BIGINT NOT NULL, code TEXT COLLATE "C" NOT NULL, element TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (case_no, instance)
);

CREATE TABLE messages (
  shard BIGINT NOT NULL, id TEXT COLLATE "C" NOT NULL, body BIGINT NOT NULL, name TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL, payload BYTEA NOT NULL, delivered BIGINT NOT NULL, expires BIGINT NOT NULL,
  PRIMARY KEY (shard, id)
);
CREATE INDEX messages_waiting ON messages (shard, name, key) WHERE delivered = 0;
CREATE INDEX messages_expiring ON messages (shard, expires);

CREATE TABLE outbox (
  shard BIGINT NOT NULL, no BIGINT NOT NULL, key TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
  body BYTEA NOT NULL, ready BIGINT NOT NULL, tries BIGINT NOT NULL,
  PRIMARY KEY (shard, no)
);
CREATE INDEX outbox_ready ON outbox (shard, ready);

CREATE TABLE heads (
  shard BIGINT NOT NULL, size BIGINT NOT NULL, time BIGINT NOT NULL, root BYTEA NOT NULL,
  chain BYTEA NOT NULL, key BYTEA NOT NULL, signature BYTEA NOT NULL,
  PRIMARY KEY (shard, size)
);

-- Keys of persons: destroying one makes what it sealed unreadable for ever.
CREATE TABLE subjects (
  subject TEXT COLLATE "C" PRIMARY KEY, key BYTEA, erased BIGINT NOT NULL
);
