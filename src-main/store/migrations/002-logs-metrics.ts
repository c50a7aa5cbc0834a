export const logsMetrics = /* sql */ `
  -- Runs that log records speak of, known or not: a record may come before the first span of its run.
  create table log_traces (
    trace_key integer primary key autoincrement,
    trace_id  blob not null unique
  ) strict;

  -- Log records as they arrived, without their long values; 'holes' says which value goes where.
  create table logs (
    log_key    integer primary key autoincrement,
    -- Of everything the record says: one that is sent again is the same.
    hash       blob not null unique,
    trace_key  integer,
    span_id    blob,
    origin_key integer not null,
    time_ns    integer not null,
    -- Whether it is an event of its span, and read together with it.
    is_event integer not null,
    packing    integer not null,
    content    blob not null,
    holes      text
  ) strict;
  create index logs_by_span on logs (trace_key, span_id, is_event, time_ns);

  -- As long_values: a call that tells its whole history in a log record costs what is new in it.
  create table log_values (
    value_key     integer primary key,
    trace_key     integer not null,
    hash          blob not null,
    base_key      integer,
    prefix_length integer not null,
    suffix_length integer not null,
    packing       integer not null,
    content       blob not null,
    unique (trace_key, hash)
  ) strict;

  -- A metric with one set of attributes from one sender.
  create table metric_series (
    series_key   integer primary key,
    hash         blob not null unique,
    origin_key   integer not null,
    service_name text,
    name         text not null,
    unit         text not null,
    kind         text not null,
    temporality  text not null,
    -- JSON.
    attributes   text not null
  ) strict;
  create index metric_series_by_name on metric_series (name, series_key);

  create table metric_points (
    series_key integer not null,
    time_ns    integer not null,
    start_ns   integer not null,
    value      real,
    count      integer,
    sum        real,
    min        real,
    max        real,
    -- The data point as it arrived.
    content    blob not null,
    primary key (series_key, time_ns)
  ) strict, without rowid;
`
