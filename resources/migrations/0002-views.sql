-- Views an admin saved. They belong to the workspace, not to a connection, and stay when one is deleted.
CREATE TABLE views (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- The name folded (electron/model/saved-view.ts): two views never differ by case alone.
  name_key TEXT NOT NULL UNIQUE,
  -- Filter, columns and order.
  content TEXT NOT NULL CHECK (json_valid(content)),
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
