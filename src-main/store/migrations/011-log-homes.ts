/** Runs of coding agents that export log records and no spans. */
export const logHomes = /* sql */ `
  -- The turns of a session that its log records tell. 'session' is a digest of its id.
  create table log_turns (
    session  blob not null,
    trace_id blob not null,
    first_ns integer not null,
    last_ns  integer not null,
    primary key (session, trace_id)
  ) strict, without rowid;

  -- Sessions that come as spans too, and until when they did.
  create table span_sessions (
    session  blob primary key,
    until_ns integer not null
  ) strict, without rowid;
`
