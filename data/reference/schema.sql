-- Paths: a Wikidata id ("Q159"), or what stands after the IRI of the reference facts ("place-707860", "position-P12",
-- "tenure-T345", and "person-...", "organisation-O7", "state-YUG" for those without a Wikidata id).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE source (
    page TEXT NOT NULL,
    licence TEXT NOT NULL,
    rights TEXT NOT NULL        -- what to say of it
);

CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT,
    state TEXT,                 -- path
    latitude REAL,
    longitude REAL,
    precision TEXT,
    population INTEGER,
    claimants TEXT NOT NULL,    -- paths, separated by "|"
    held_by TEXT NOT NULL,
    body TEXT,                  -- path
    other_names TEXT NOT NULL   -- separated by "|"
);
CREATE UNIQUE INDEX entity_of_state ON entity (country) WHERE type = 'state';

CREATE TABLE name (
    key TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    how TEXT NOT NULL,
    shape TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (key, entity, shape)
) WITHOUT ROWID;

CREATE TABLE skeleton (
    surname TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    first TEXT NOT NULL,
    PRIMARY KEY (surname, entity, first)
) WITHOUT ROWID;

CREATE TABLE tenure (
    path TEXT PRIMARY KEY,
    holder INTEGER NOT NULL REFERENCES entity,
    position INTEGER NOT NULL REFERENCES entity,
    label TEXT NOT NULL,
    role TEXT NOT NULL,
    country TEXT,
    start TEXT,
    start_precision TEXT NOT NULL,
    "end" TEXT,
    end_precision TEXT NOT NULL,
    known_until TEXT
) WITHOUT ROWID;
CREATE INDEX tenure_of_holder ON tenure (holder);
CREATE INDEX tenure_of_post ON tenure (country, role);

CREATE TABLE member (
    organisation INTEGER NOT NULL REFERENCES entity,
    country TEXT NOT NULL,
    since TEXT,
    PRIMARY KEY (organisation, country)
) WITHOUT ROWID;

CREATE VIEW described AS
SELECT path, label, type, country, state, latitude, longitude, precision, claimants, held_by, body, population
FROM entity;

CREATE VIEW called AS
SELECT entity.path, entity.label, entity.type, entity.country, entity.state, entity.latitude,
       entity.longitude, entity.precision, entity.claimants, entity.held_by, entity.body,
       entity.population,
       name.key, name.how, name.score, name.shape
FROM name JOIN entity ON entity.id = name.entity;

CREATE VIEW sounding AS
SELECT entity.path, entity.label, entity.type, entity.country, entity.state, entity.latitude,
       entity.longitude, entity.precision, entity.claimants, entity.held_by, entity.body,
       entity.population,
       skeleton.surname, skeleton.first
FROM skeleton JOIN entity ON entity.id = skeleton.entity;

CREATE VIEW membership AS
SELECT entity.path, entity.label, entity.type, entity.country, entity.state, entity.latitude,
       entity.longitude, entity.precision, entity.claimants, entity.held_by, entity.body,
       entity.population,
       body.path AS organisation
FROM member
JOIN entity AS body ON body.id = member.organisation
JOIN entity ON entity.country = member.country AND entity.type = 'state';

-- Bodies with a Wikidata id that tell states from one another: nearly all states are members of the United Nations.
-- The range of kg:memberOf is kg:Organisation, which a group (the Eurozone) is not.
CREATE VIEW belonging AS
SELECT state.path AS state, body.path, body.label, body.type, body.country, body.state AS of_state,
       body.latitude, body.longitude, body.precision, body.claimants, body.held_by, body.body, body.population
FROM member
JOIN entity AS body ON body.id = member.organisation
JOIN entity AS state ON state.country = member.country AND state.type = 'state'
WHERE body.path GLOB 'Q*' AND body.type <> 'group'
      AND (SELECT count(*) FROM member AS other WHERE other.organisation = member.organisation) * 4
          < (SELECT count(DISTINCT country) FROM member) * 3;

CREATE VIEW held AS
SELECT tenure.path, holder.path AS holder, tenure.label, post.path AS position, post.state, post.body, tenure.country,
       tenure.start, tenure."end", tenure.known_until, tenure.start_precision, tenure.end_precision, tenure.role
FROM tenure
JOIN entity AS holder ON holder.id = tenure.holder
JOIN entity AS post ON post.id = tenure.position;
