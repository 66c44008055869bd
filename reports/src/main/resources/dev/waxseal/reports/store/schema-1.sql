-- The store of reports, version 1. {octets} and {clustered} are what differs between SQLite and
-- PostgreSQL. Times are seconds since 1970, hashes are SHA-256 in hexadecimal digits, and a text that
-- a report must have and has not is empty. A stranger wrote every text: escape it where it is shown.

-- What was read: mails and files. Those with the same octets are one.
CREATE TABLE report_source (
  id BIGINT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,            -- the file, as it was named then
  octets BIGINT NOT NULL,
  read_at BIGINT NOT NULL,
  refused INTEGER NOT NULL       -- parts that look like reports and could not be read
);
CREATE UNIQUE INDEX report_source_sha256 ON report_source (sha256);

-- The octets of a source that has a new report, compressed by gzip and cut into parts.
CREATE TABLE report_source_part (
  source_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  octets {octets} NOT NULL,
  PRIMARY KEY (source_id, number)
);

CREATE TABLE report (
  id BIGINT NOT NULL PRIMARY KEY,
  source_id BIGINT NOT NULL,
  origin TEXT NOT NULL,          -- unknown, not-judged, not-vouched, undecided, vouched
  author TEXT,                   -- the domain of From of its mail; proves nothing
  vouching TEXT NOT NULL,        -- the domains whose signatures vouch for the mail
  by_user SMALLINT NOT NULL,     -- 1: the user vouches for the file
  usable SMALLINT NOT NULL,      -- 0: its period is of no use for statistics
  submitter TEXT NOT NULL,
  key_sha256 TEXT NOT NULL,      -- of what tells it from other reports
  content_sha256 TEXT NOT NULL,  -- of all that it says
  day TEXT NOT NULL,             -- the day (UTC) in the middle of its period
  period_begin BIGINT NOT NULL,
  period_end BIGINT NOT NULL,
  form TEXT NOT NULL,
  namespace TEXT NOT NULL,
  version TEXT NOT NULL,
  org_name TEXT NOT NULL,
  email TEXT NOT NULL,
  extra_contact_info TEXT,
  report_id TEXT NOT NULL,
  generator TEXT,
  domain TEXT NOT NULL,
  p TEXT NOT NULL,
  sp TEXT NOT NULL,
  np TEXT NOT NULL,
  adkim TEXT NOT NULL,
  aspf TEXT NOT NULL,
  discovery_method TEXT NOT NULL,
  fo TEXT,
  testing SMALLINT,
  pct TEXT,
  records BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  messages BIGINT NOT NULL
);
CREATE INDEX report_source_id ON report (source_id);
CREATE INDEX report_key ON report (key_sha256);
CREATE INDEX report_content ON report (content_sha256);
CREATE INDEX report_day ON report (day);

-- Reports of other kinds, in short; all of them is in the octets of their source.
CREATE TABLE report_other (
  id BIGINT NOT NULL PRIMARY KEY,
  source_id BIGINT NOT NULL,
  kind TEXT NOT NULL,            -- failure, tls
  origin TEXT NOT NULL,
  author TEXT,
  vouching TEXT NOT NULL,
  by_user SMALLINT NOT NULL,
  submitter TEXT NOT NULL,
  report_id TEXT NOT NULL,
  domain TEXT NOT NULL,
  day TEXT NOT NULL,             -- of the arrival of the message, or in the middle of the period
  failures BIGINT NOT NULL,      -- messages alike, or sessions that failed
  content_sha256 TEXT NOT NULL
);
CREATE INDEX report_other_source ON report_other (source_id);
CREATE INDEX report_other_content ON report_other (content_sha256);
CREATE INDEX report_other_day ON report_other (day);

-- A source that brought a report again.
CREATE TABLE report_duplicate (
  source_id BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  PRIMARY KEY (source_id, report_id)
);
CREATE INDEX report_duplicate_report ON report_duplicate (report_id);

-- Errors that the receiver found in the published record.
CREATE TABLE report_error (
  report_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (report_id, number)
);

-- Deviations from the RFC.
CREATE TABLE report_note (
  report_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  note TEXT NOT NULL,
  times BIGINT NOT NULL,
  example TEXT NOT NULL,
  PRIMARY KEY (report_id, number)
);

CREATE TABLE report_record (
  report_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  source_ip TEXT NOT NULL,
  messages BIGINT NOT NULL,
  disposition TEXT NOT NULL,
  dkim TEXT NOT NULL,
  spf TEXT NOT NULL,
  header_from TEXT NOT NULL,
  envelope_from TEXT,
  envelope_to TEXT,
  PRIMARY KEY (report_id, number)
){clustered};

-- Why something else was done than the policy asks for.
CREATE TABLE report_reason (
  report_id BIGINT NOT NULL,
  record INTEGER NOT NULL,
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  comment TEXT,
  PRIMARY KEY (report_id, record, number)
){clustered};

-- The results of DKIM signatures.
CREATE TABLE report_dkim (
  report_id BIGINT NOT NULL,
  record INTEGER NOT NULL,
  number INTEGER NOT NULL,
  domain TEXT NOT NULL,
  selector TEXT,
  result TEXT NOT NULL,
  human_result TEXT,
  PRIMARY KEY (report_id, record, number)
){clustered};

-- The results of SPF.
CREATE TABLE report_spf (
  report_id BIGINT NOT NULL,
  record INTEGER NOT NULL,
  number INTEGER NOT NULL,
  domain TEXT NOT NULL,
  scope TEXT NOT NULL,
  result TEXT NOT NULL,
  human_result TEXT,
  PRIMARY KEY (report_id, record, number)
){clustered};
