/** What was refused, cut, lost or late: about senders, about runs and about the store itself. */
export const truthLedger = /* sql */ `
  -- One row. Held against the commit ledger beside the store, which knows what was last committed.
  create table store_identity (
    store_id text not null,
    commits  integer not null,
    spans    integer not null
  ) strict;
  insert into store_identity values (lower(hex(randomblob(16))), 0, 0);

  -- What the user has to hear once, and again until it is dismissed.
  create table notices (
    notice_key integer primary key autoincrement,
    at_ms      integer not null,
    kind       text not null,
    message    text not null
  ) strict;

  -- Who sends. An empty text is what the sender did not say, so that equal senders are one row.
  create table sources (
    source_key         integer primary key,
    service_name       text not null,
    sdk                text not null,
    scope_name         text not null,
    scope_version      text not null,
    receiver           text not null,
    user_agent         text not null,
    first_seen_ms      integer not null,
    last_seen_ms       integer not null,
    requests           integer not null default 0,
    partial            integer not null default 0,
    refused            integer not null default 0,
    deferred           integer not null default 0,
    last_refusal       text,
    last_refusal_ms    integer,
    rejected           integer not null default 0,
    spans              integer not null default 0,
    calls              integer not null default 0,
    log_records        integer not null default 0,
    data_points        integer not null default 0,
    duplicates         integer not null default 0,
    late               integer not null default 0,
    cut_values         integer not null default 0,
    without_content    integer not null default 0,
    clock_skew         integer not null default 0,
    dropped_attributes integer not null default 0,
    dropped_events     integer not null default 0,
    dropped_links      integer not null default 0,
    unique (service_name, sdk, scope_name, scope_version, receiver, user_agent)
  ) strict;

  create table source_conventions (
    source_key integer not null,
    convention text not null,
    spans      integer not null,
    primary key (source_key, convention)
  ) strict, without rowid;

  -- Requests that were answered with an error, by the minute: a run tells those of its time.
  create table refusals (
    source_key integer not null,
    minute     integer not null,
    kind       text not null,
    reason     text not null,
    requests   integer not null,
    primary key (minute, source_key, kind, reason)
  ) strict, without rowid;

  create table run_sources (
    run_key    integer not null,
    source_key integer not null,
    primary key (run_key, source_key)
  ) strict, without rowid;

  -- Only spans about which there is something to tell.
  create table span_doubts (
    span_key           integer primary key,
    run_key            integer not null,
    cut_values         integer not null,
    dropped_attributes integer not null,
    dropped_events     integer not null,
    dropped_links      integer not null,
    ends_before_start  integer not null,
    -- How far past its arrival the span claims to lie.
    future_ms          integer not null
  ) strict;
  create index span_doubts_by_run on span_doubts (run_key);

  alter table runs add column duplicate_count integer not null default 0;
  alter table runs add column late_count integer not null default 0;
  alter table runs add column reopened_count integer not null default 0;
`
