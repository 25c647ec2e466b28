-- The people. They belong to the workspace; those a source brought say so and are kept as it has them.
CREATE TABLE users (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user_name TEXT NOT NULL,
  -- Name and address as they are compared: see userKey in electron/model/user.ts.
  name_key TEXT NOT NULL,
  email TEXT,
  email_key TEXT,
  display_name TEXT NOT NULL,
  -- The display name as it is ordered.
  name_order TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('local', 'csv', 'google', 'ldap')),
  external_id TEXT,
  -- What a user was before a source took them over; null for who came from it.
  kept_as TEXT CHECK (kept_as IN ('local', 'csv')),
  org_unit_path TEXT,
  groups TEXT NOT NULL CHECK (json_valid(groups)),
  language TEXT,
  -- What the source last said: a language that differs was chosen here.
  source_language TEXT,
  notes TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'gone')),
  -- What people search, folded: see electron/model/search-text.ts.
  search_text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
-- Who is gone holds no name: it may be given to another.
CREATE UNIQUE INDEX users_by_name ON users (name_key) WHERE state <> 'gone';
CREATE UNIQUE INDEX users_by_external ON users (source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_by_email ON users (email_key) WHERE email_key IS NOT NULL AND state <> 'gone';
CREATE INDEX users_gone ON users (name_key) WHERE state = 'gone';

-- The newest import of each source that ended well, and the error of one that failed since.
CREATE TABLE user_imports (
  source TEXT PRIMARY KEY,
  result TEXT CHECK (json_valid(result)),
  failed TEXT CHECK (json_valid(failed)),
  -- When the last whole reading that was kept began.
  whole_at INTEGER
) STRICT, WITHOUT ROWID;
