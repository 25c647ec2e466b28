-- Devices that Muster itself manages. Their connection has no account: it holds them as Google’s holds Chromebooks.
CREATE TABLE connections_wider (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- One slot a kind.
  kind TEXT NOT NULL UNIQUE CHECK (kind IN ('google', 'apple')),
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
INSERT INTO connections_wider SELECT * FROM connections;
DROP TABLE connections;
ALTER TABLE connections_wider RENAME TO connections;

-- What its user or an admin calls a device; Chromebooks have none.
ALTER TABLE devices ADD COLUMN name TEXT;
ALTER TABLE staged_devices ADD COLUMN name TEXT;
-- Costs a fleet of Chromebooks nothing.
CREATE INDEX devices_of_platform ON devices (platform) WHERE vanished_at IS NULL AND platform <> 'chromeos';

CREATE TABLE certificates_wider (
  seq INTEGER PRIMARY KEY,
  serial TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('server', 'device', 'service')),
  subject TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  revoked_at INTEGER,
  reason INTEGER,
  pem TEXT NOT NULL
) STRICT;
INSERT INTO certificates_wider SELECT * FROM certificates;
DROP TABLE certificates;
ALTER TABLE certificates_wider RENAME TO certificates;
CREATE INDEX certificates_revoked ON certificates (not_after) WHERE revoked_at IS NOT NULL;

-- One-time SCEP challenges, kept as SHA-256.
CREATE TABLE apple_challenges (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose IN ('enroll', 'renew')),
  -- The registration it belongs to; null for a renewal and for a profile made by an admin.
  ticket_id TEXT,
  user_id TEXT,
  -- The device whose identity is renewed.
  device_id TEXT,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The key (SHA-256 of its SPKI) that used it, and the certificate it got.
  key TEXT,
  used_at INTEGER,
  certificate TEXT
) STRICT;
CREATE INDEX apple_challenges_ending ON apple_challenges (expires_at) WHERE used_at IS NULL;
CREATE INDEX apple_challenges_of_ticket ON apple_challenges (ticket_id) WHERE ticket_id IS NOT NULL;

-- What devices prove themselves with.
CREATE TABLE apple_identities (
  seq INTEGER PRIMARY KEY,
  -- SHA-256 over the certificate’s DER, in hex.
  fingerprint TEXT NOT NULL UNIQUE,
  serial TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('enroll', 'renew')),
  ticket_id TEXT,
  user_id TEXT,
  -- Null until the device has presented it; of a renewal, the device it was made for.
  device_id TEXT,
  -- issued: nobody has come with it yet; bound: a device’s own; replaced: by a newer one; revoked.
  state TEXT NOT NULL CHECK (state IN ('issued', 'bound', 'replaced', 'revoked')),
  -- The life of the device it was presented in; of a renewal, the life it was issued for.
  life INTEGER,
  issued_at INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  bound_at INTEGER
) STRICT;
CREATE INDEX apple_identities_of ON apple_identities (device_id) WHERE device_id IS NOT NULL;
CREATE INDEX apple_identities_of_ticket ON apple_identities (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX apple_identities_waiting ON apple_identities (issued_at) WHERE state = 'issued';

-- One row for each device that ever came, whatever became of it; `device_id` is its row in `devices`.
CREATE TABLE apple_devices (
  seq INTEGER PRIMARY KEY,
  device_id TEXT NOT NULL UNIQUE,
  -- The UDID, or the EnrollmentID of a User Enrollment.
  udid TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'retired', 'wiped', 'reset')),
  user_id TEXT,
  -- Rises with every registration: what was queued for one life never goes to the next.
  life INTEGER NOT NULL,
  -- The certificate (fingerprint) it has to come with.
  identity TEXT,
  identity_until INTEGER,
  topic TEXT,
  authenticated_at INTEGER NOT NULL,
  enrolled_at INTEGER,
  ended_at INTEGER,
  last_seen_at INTEGER NOT NULL,
  -- When its inventory was last asked for as a whole.
  inventory_asked_at INTEGER,
  renewal_asked_at INTEGER,
  -- Sealed by the vault.
  unlock_token BLOB,
  bootstrap_token BLOB
) STRICT;
CREATE INDEX apple_devices_by_user ON apple_devices (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX apple_devices_seen ON apple_devices (last_seen_at) WHERE state = 'active';
CREATE INDEX apple_devices_ending ON apple_devices (identity_until) WHERE state = 'active';

-- The device’s own channel (`user_guid` is '') and, on a Mac, one for each managed user.
CREATE TABLE apple_channels (
  seq INTEGER PRIMARY KEY,
  device INTEGER NOT NULL REFERENCES apple_devices (seq) ON DELETE CASCADE,
  user_guid TEXT NOT NULL,
  short_name TEXT,
  long_name TEXT,
  -- In hex.
  token TEXT,
  push_magic TEXT,
  token_at INTEGER,
  last_seen_at INTEGER,
  push_due_at INTEGER,
  push_tries INTEGER NOT NULL DEFAULT 0,
  pushed_at INTEGER,
  -- APNs’ word for why the last push failed; null when it was taken.
  push_trouble TEXT,
  UNIQUE (device, user_guid)
) STRICT;
CREATE INDEX apple_channels_due ON apple_channels (push_due_at) WHERE push_due_at IS NOT NULL;

-- What is to be told to devices, and what they answered.
CREATE TABLE apple_queue (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  channel INTEGER NOT NULL REFERENCES apple_channels (seq) ON DELETE CASCADE,
  life INTEGER NOT NULL,
  request_type TEXT NOT NULL,
  -- The order without its secrets (electron/model/apple/order.ts).
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  -- Its secrets, sealed by the vault.
  sealed BLOB,
  -- Why it was made: an admin’s action, inventory, profiles, renewal.
  purpose TEXT NOT NULL,
  -- Orders that stand for one thing, by the first one’s uuid.
  bundle TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'not_now', 'unknown', 'acknowledged', 'failed', 'cancelled')),
  queued_at INTEGER NOT NULL,
  sent_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  not_now_at INTEGER,
  -- 1: put off since the device was last idle; until then it is not tried again.
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  ended_at INTEGER,
  -- Why it ended without the device’s answer, or the device’s own words (JSON of ErrorChain).
  reason TEXT,
  errors TEXT CHECK (errors IS NULL OR json_valid(errors))
) STRICT;
CREATE INDEX apple_queue_open ON apple_queue (channel, seq) WHERE state IN ('queued', 'sent', 'not_now');
CREATE INDEX apple_queue_of ON apple_queue (channel, seq);
CREATE INDEX apple_queue_bundles ON apple_queue (bundle);
CREATE INDEX apple_queue_ended ON apple_queue (ended_at) WHERE ended_at IS NOT NULL;

-- The library of configuration profiles. What they say is sealed by the vault: it holds passwords.
CREATE TABLE apple_profiles (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  -- PayloadIdentifier: what the device knows it by.
  identifier TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('System', 'User')),
  -- PayloadTypes within, JSON.
  types TEXT NOT NULL CHECK (json_valid(types)),
  -- The form it was built with; null when it was uploaded.
  form TEXT,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE apple_assignments (
  seq INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES apple_profiles (seq) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'user', 'unit', 'device')),
  -- The user’s id, the unit’s path, the device’s id; '' for all.
  target TEXT NOT NULL,
  UNIQUE (profile, kind, target)
) STRICT;

-- What is, or is to be, on each device; a profile taken from the library stays until it is off the device.
CREATE TABLE apple_installs (
  seq INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES apple_channels (seq) ON DELETE CASCADE,
  profile_id TEXT NOT NULL,
  identifier TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'installed', 'failed', 'removing')),
  -- The library’s version that is on its way or there.
  version INTEGER NOT NULL,
  uuid TEXT,
  at INTEGER NOT NULL,
  errors TEXT,
  UNIQUE (channel, identifier)
) STRICT;
CREATE INDEX apple_installs_of ON apple_installs (profile_id);
CREATE INDEX apple_installs_by_order ON apple_installs (uuid) WHERE uuid IS NOT NULL;
