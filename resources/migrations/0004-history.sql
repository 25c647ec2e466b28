-- What became of the fleet: one row for each value that a complete run, or a record read back after a command,
-- showed to differ from what was known.

-- Each time that the fleet, or one device, was seen anew. `at` is when that became known here.
CREATE TABLE sightings (
  seq INTEGER PRIMARY KEY,
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  -- What it was seen by: the number of a run, or the id of a command.
  run INTEGER,
  command TEXT,
  -- The last row of history when it was over.
  last_row INTEGER NOT NULL,
  -- 1: a complete list, to which later changes can be reckoned back. The first one of a connection is the
  -- beginning of what is kept. Taken away when the file was repaired, since rows may be lost.
  whole INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT;
CREATE INDEX sightings_by_run ON sightings (run) WHERE run IS NOT NULL;

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  -- The numbers of the sighting and the device; references would cost an index each over all rows.
  sighting INTEGER NOT NULL,
  device INTEGER NOT NULL,
  -- The sighting's, or the time of enrollment by the provider for a registration.
  at INTEGER NOT NULL,
  -- A changed field by its name (electron/model/history.ts), or registered, reregistered, vanished, returned.
  what TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX history_by_device ON history (device);
CREATE INDEX history_by_what ON history (what, at);

-- When something last happened to a target; those not sent yet have no such time.
CREATE INDEX command_targets_by_time ON command_targets (coalesce(ended_at, sent_at));

-- A fleet that is there already is known from its newest complete run on.
INSERT INTO sightings (connection, at, run, last_row, whole)
  SELECT r.connection, r.ended_at, r.seq, 0, 1 FROM sync_runs r
  WHERE r.seq = (SELECT o.seq FROM sync_runs o WHERE o.connection = r.connection AND o.state = 'complete'
    AND o.ended_at IS NOT NULL ORDER BY o.started_at DESC, o.seq DESC LIMIT 1);
