-- Times are integer milliseconds since 1970 UTC; `id` is a UUIDv7, `seq` the row's number inside this file.

CREATE TABLE connections (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- One slot a kind.
  kind TEXT NOT NULL UNIQUE CHECK (kind IN ('google')),
  method TEXT NOT NULL,
  account TEXT NOT NULL,
  domain TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  api_root TEXT,
  auth_root TEXT,
  trouble TEXT,
  connected_at INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  -- When the newest complete run began: since then every device it saw is known to be as the cache has it.
  verified_at INTEGER
) STRICT;

CREATE TABLE org_units (
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  id TEXT NOT NULL,
  parent_id TEXT,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (connection, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_runs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  detail TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  resumed INTEGER NOT NULL,
  expected_before INTEGER,
  expected_after INTEGER,
  seen INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  added INTEGER,
  changed INTEGER,
  vanished INTEGER,
  -- 1: its rows are published page by page, because there was nothing to protect.
  direct INTEGER NOT NULL,
  -- 1 while its marks and staged rows are kept, so that it can go on or be published.
  holds_rows INTEGER NOT NULL
) STRICT;
CREATE INDEX sync_runs_by_time ON sync_runs (connection, started_at);

CREATE TABLE run_partitions (
  run INTEGER NOT NULL REFERENCES sync_runs (seq) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  query TEXT,
  org_unit_path TEXT,
  label TEXT NOT NULL,
  page_token TEXT,
  token_at INTEGER,
  pages INTEGER NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

-- The devices a run has listed, by their number in `devices` or `staged_devices`.
CREATE TABLE run_seen (
  run INTEGER NOT NULL REFERENCES sync_runs (seq) ON DELETE CASCADE,
  device INTEGER NOT NULL,
  PRIMARY KEY (run, device)
) STRICT, WITHOUT ROWID;

-- The provider's records as they came. Kept apart so that reading lists never passes over them.
CREATE TABLE documents (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

-- `document` names a row of documents; a foreign key would cost an index over the whole fleet to guard it.
CREATE TABLE devices (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  platform TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  serial TEXT,
  model TEXT,
  user TEXT,
  location TEXT,
  asset_id TEXT,
  notes TEXT,
  org_unit_id TEXT,
  org_unit_path TEXT,
  state TEXT,
  provider_status TEXT,
  status TEXT NOT NULL,
  os_version TEXT,
  -- os_version so that its byte order is the order of versions.
  os_order TEXT,
  last_sync_at INTEGER,
  enrolled_at INTEGER,
  auto_update_until INTEGER,
  -- What people search, folded: see electron/model/search-text.ts.
  search_text TEXT NOT NULL,
  -- The provider's etag, else a hash of the document: equal means nothing to write.
  fingerprint TEXT NOT NULL,
  document INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  vanished_at INTEGER,
  -- Set when the newest complete run did not see the device: its age then stays what it was.
  checked_at INTEGER
) STRICT;

-- Changed and new rows of a run that is not published yet, with the number they have or will have.
CREATE TABLE staged_devices (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  connection INTEGER NOT NULL REFERENCES connections (seq) ON DELETE CASCADE,
  platform TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  serial TEXT,
  model TEXT,
  user TEXT,
  location TEXT,
  asset_id TEXT,
  notes TEXT,
  org_unit_id TEXT,
  org_unit_path TEXT,
  state TEXT,
  provider_status TEXT,
  status TEXT NOT NULL,
  os_version TEXT,
  os_order TEXT,
  last_sync_at INTEGER,
  enrolled_at INTEGER,
  auto_update_until INTEGER,
  search_text TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  document INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  -- 1: not in devices yet.
  is_new INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX staged_newcomers ON staged_devices (connection, provider_id) WHERE is_new = 1;

-- The provider's id finds a device; the others serve a sortable column each, over the devices that have not
-- vanished. All that are named devices_by_… are taken away during a first fill and made again after it, in
-- this order (electron/store/sync/indexes.ts).
CREATE UNIQUE INDEX devices_by_provider ON devices (connection, provider_id);
-- Who is there, in the order of the rows: what a run has to have seen.
CREATE INDEX devices_by_connection ON devices (connection) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_serial ON devices (serial COLLATE NOCASE) WHERE vanished_at IS NULL;
-- Answers facets, and filters over these columns, without reading the rows; SQLite takes it for complete only
-- when it has vanished_at as well.
CREATE INDEX devices_by_facets
  ON devices (status, model, os_version, org_unit_id, org_unit_path, vanished_at) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_user ON devices (user COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_last_sync ON devices (last_sync_at) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_model ON devices (model COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_os ON devices (os_order) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_org_unit ON devices (org_unit_id, org_unit_path, vanished_at) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_org_unit_path ON devices (org_unit_path COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_status ON devices (status) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_asset_id ON devices (asset_id COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_auto_update ON devices (auto_update_until) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_enrolled ON devices (enrolled_at) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_location ON devices (location COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_by_notes ON devices (notes COLLATE NOCASE) WHERE vanished_at IS NULL;
CREATE INDEX devices_checked ON devices (checked_at) WHERE checked_at IS NOT NULL;
CREATE INDEX devices_vanished ON devices (serial) WHERE vanished_at IS NOT NULL;

-- The search index holds the devices that have not vanished, numbered in the order of their serials with gaps
-- between, so that hits come out in the list's own order and the first screen needs no sorting.
CREATE TABLE search_docs (
  number INTEGER PRIMARY KEY,
  device INTEGER NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
  text,
  content = 'search_docs',
  content_rowid = 'number',
  tokenize = 'trigram case_sensitive 1',
  detail = none
);

-- `search`: 1 once the search index holds the fleet. `fleet`: rises with every change of published devices.
CREATE TABLE store_state (
  key TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Indexes taken away for a first fill, to be made again.
CREATE TABLE deferred_indexes (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sql TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  json TEXT NOT NULL CHECK (json_valid(json))
) STRICT, WITHOUT ROWID;

-- Encrypted by the vault; never readable here.
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  blob BLOB NOT NULL
) STRICT;

CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
