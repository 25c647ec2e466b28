-- Remote actions and the console's own log. Both outlive the connection they were made with.

CREATE TABLE commands (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Not a reference: the connection may be deleted.
  connection_id TEXT NOT NULL,
  action TEXT NOT NULL,
  -- The action with its parameters.
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  account TEXT NOT NULL,
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  hold_ms INTEGER NOT NULL,
  paused TEXT,
  retry_of TEXT,
  -- How many targets there are, and how many are in each state: kept with every move.
  total INTEGER NOT NULL,
  held INTEGER NOT NULL CHECK (held >= 0),
  queued INTEGER NOT NULL CHECK (queued >= 0),
  sending INTEGER NOT NULL CHECK (sending >= 0),
  sent INTEGER NOT NULL CHECK (sent >= 0),
  not_now INTEGER NOT NULL CHECK (not_now >= 0),
  unknown INTEGER NOT NULL CHECK (unknown >= 0),
  acknowledged INTEGER NOT NULL CHECK (acknowledged >= 0),
  failed INTEGER NOT NULL CHECK (failed >= 0),
  expired INTEGER NOT NULL CHECK (expired >= 0),
  cancelled INTEGER NOT NULL CHECK (cancelled >= 0),
  -- How many targets had failed or expired when the admin had last seen them.
  dismissed INTEGER NOT NULL,
  ended_at INTEGER,
  -- 1: its connection was deleted; it is neither sent nor followed any more.
  closed INTEGER NOT NULL,
  -- Numbers that rise with what happens in this file, whatever the clock says (`order` in store_state):
  -- when the command was made, and when it last had its turn.
  made_order INTEGER NOT NULL,
  turn_order INTEGER NOT NULL
) STRICT;
CREATE INDEX commands_by_time ON commands (created_at);
CREATE INDEX commands_open ON commands (connection_id, turn_order) WHERE ended_at IS NULL;
CREATE INDEX commands_wanting ON commands (created_at) WHERE unknown > 0 OR dismissed < failed + expired;

CREATE TABLE command_targets (
  seq INTEGER PRIMARY KEY,
  command INTEGER NOT NULL REFERENCES commands (seq),
  device_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  -- What was known of the device when it was frozen.
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  change TEXT CHECK (json_valid(change)),
  -- What people search, folded: see electron/model/search-text.ts.
  search_text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'queued', 'sending', 'sent', 'not_now', 'unknown',
    'acknowledged', 'failed', 'expired', 'cancelled')),
  reason TEXT,
  message TEXT,
  attempts INTEGER NOT NULL,
  -- Who is sending it.
  owner TEXT,
  -- Set when it was cancelled while being sent: why it must not go back to the queue.
  withdrawn TEXT,
  claimed_at INTEGER,
  -- Rises like made_order: when it was last claimed, or its request had last been answered.
  sent_order INTEGER,
  sent_at INTEGER,
  ended_at INTEGER,
  checked_at INTEGER,
  next_check_at INTEGER,
  provider_command_id TEXT,
  provider_state TEXT,
  provider_result TEXT,
  expires_at INTEGER
) STRICT;
CREATE INDEX command_targets_by_state ON command_targets (command, state);
-- A device is never twice in one command.
CREATE UNIQUE INDEX command_targets_by_provider ON command_targets (provider_id, command);
CREATE INDEX command_targets_by_device ON command_targets (device_id);
CREATE INDEX command_targets_due ON command_targets (next_check_at) WHERE next_check_at IS NOT NULL;

-- Rows are added and never changed; each carries the hash of the one before (electron/model/audit.ts).
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  account TEXT,
  origin TEXT NOT NULL,
  host TEXT NOT NULL,
  deed TEXT NOT NULL,
  object TEXT,
  detail TEXT NOT NULL,
  result TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the log keeps its rows');
END;
CREATE TRIGGER audit_keeps_values BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the log keeps its rows as they are');
END;
-- REPLACE removes a row without its trigger.
CREATE TRIGGER audit_adds_rows BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'the log keeps its rows as they are');
END;

-- The last row, so that rows cut from the end are noticed.
CREATE TABLE audit_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
