-- By what users name things, so that a look-up costs the same whatever the size of the store. What it tells is held
-- against the graph: too much in it does no harm.
CREATE TABLE meta (published INTEGER NOT NULL);
INSERT INTO meta VALUES (0);
CREATE TABLE article (id INTEGER PRIMARY KEY, tail TEXT NOT NULL UNIQUE);
CREATE TABLE fragment (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE node (iri TEXT PRIMARY KEY, tail TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX node_by_tail ON node (tail);
CREATE TABLE name (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (iri, name));
CREATE VIRTUAL TABLE part USING fts5 (folded, tokenize = 'trigram');
