-- Invitations, and the links that lead to them. Links, sessions and tickets are kept as SHA-256 only.
CREATE TABLE invitations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- No foreign key: an invitation stays readable when its user is removed, and works again when he is put back.
  user_id TEXT NOT NULL,
  user_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  name_order TEXT NOT NULL,
  email TEXT,
  source TEXT NOT NULL,
  language TEXT,
  search_text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'opened', 'used', 'expired', 'cancelled')),
  link_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  sent_at INTEGER,
  handed_by TEXT CHECK (handed_by IN ('mail', 'desk', 'link', 'sheet')),
  opened_at INTEGER,
  begun_at INTEGER,
  used_at INTEGER,
  ended_at INTEGER,
  reminders INTEGER NOT NULL DEFAULT 0,
  reminded_at INTEGER
) STRICT;
-- A user has one invitation that leads in.
CREATE UNIQUE INDEX invitations_open ON invitations (user_id) WHERE state IN ('draft', 'sent', 'opened');
CREATE INDEX invitations_by_user ON invitations (user_id, seq);
CREATE INDEX invitations_by_state ON invitations (state, seq);
CREATE INDEX invitations_begun ON invitations (begun_at) WHERE begun_at IS NOT NULL AND state IN ('draft', 'sent', 'opened');
CREATE INDEX invitations_ending ON invitations (expires_at) WHERE state IN ('draft', 'sent', 'opened');

CREATE TABLE invitation_links (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  invitation_id TEXT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  replaced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX invitation_links_of ON invitation_links (invitation_id);

-- Mails on their way. What they say is made when they leave.
CREATE TABLE mails (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'pin', 'reminder', 'password')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  user_id TEXT NOT NULL,
  invitation_id TEXT REFERENCES invitations (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  display_name TEXT NOT NULL,
  queued_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  next_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  error TEXT
) STRICT;
-- One mail of a kind at a time for each invitation: nobody is written to twice. While the mail of a cancelled one is
-- being sent, that of the invitation made in its place may wait already.
CREATE UNIQUE INDEX mails_waiting ON mails (user_id, kind, ifnull(invitation_id, ''))
  WHERE state IN ('queued', 'sending');
CREATE INDEX mails_due ON mails (next_at, seq) WHERE state = 'queued';
CREATE INDEX mails_of_invitation ON mails (invitation_id, seq) WHERE invitation_id IS NOT NULL;
CREATE INDEX mails_by_state ON mails (state, seq);
CREATE INDEX mails_sent ON mails (at) WHERE state = 'sent';

CREATE TABLE pins (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL,
  invitation_id TEXT,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'used', 'replaced', 'cancelled')),
  way TEXT NOT NULL CHECK (way IN ('mail', 'shown')),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- Wrong tries and pauses, apart for who holds the link and who knows a name.
  wrong_link INTEGER NOT NULL DEFAULT 0,
  wrong_name INTEGER NOT NULL DEFAULT 0,
  paused_link INTEGER NOT NULL DEFAULT 0,
  paused_name INTEGER NOT NULL DEFAULT 0,
  -- The session in which it was spent, which may go on with it.
  spent_in TEXT,
  spent_at INTEGER
) STRICT;
CREATE UNIQUE INDEX pins_active ON pins (user_id) WHERE state = 'active';

CREATE TABLE passwords (
  seq INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  temporary INTEGER NOT NULL,
  set_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;

CREATE TABLE portal_sessions (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  invitation_id TEXT,
  pin_id TEXT,
  password INTEGER NOT NULL,
  -- It began with a handover: all that was asked for had been proved before.
  handed INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX portal_sessions_of ON portal_sessions (user_id);
CREATE INDEX portal_sessions_ending ON portal_sessions (expires_at);

CREATE TABLE terms_accepted (
  seq INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL,
  -- SHA-256 of the text that was accepted.
  terms TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (user_id, terms)
) STRICT;

-- Tries and turns under a key, so that a restart gives none back. Of a turn `paused_until` is the end of its window.
CREATE TABLE tries (
  key TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  paused_until INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tries_ending ON tries (paused_until);

CREATE TABLE tickets (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('handover', 'registration')),
  user_id TEXT NOT NULL,
  invitation_id TEXT,
  platform TEXT,
  state TEXT NOT NULL CHECK (state IN ('issued', 'redeemed', 'completed', 'expired', 'cancelled')),
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  device TEXT,
  redeemed_at INTEGER,
  completed_at INTEGER
) STRICT;
CREATE INDEX tickets_of ON tickets (user_id, seq);
CREATE INDEX tickets_ending ON tickets (expires_at) WHERE state IN ('issued', 'redeemed');

-- What Muster’s own authority issued.
CREATE TABLE certificates (
  seq INTEGER PRIMARY KEY,
  serial TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('server', 'device')),
  subject TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  not_after INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  revoked_at INTEGER,
  reason INTEGER,
  pem TEXT NOT NULL
) STRICT;
CREATE INDEX certificates_revoked ON certificates (not_after) WHERE revoked_at IS NOT NULL;
