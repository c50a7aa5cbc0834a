/** What was taken out of spans before they were stored, and what was deleted because it was old. */
export const withheldRetention = /* sql */ `
  -- One row. Digests of what was redacted are made with it, so that they tell nothing outside of this store.
  create table redaction_key (key blob not null) strict;
  insert into redaction_key values (randomblob(32));

  -- Only spans of which something was taken out.
  create table span_withheld (
    span_key        integer primary key,
    run_key         integer not null,
    -- How often each rule found something: JSON, by the name of the rule.
    redactions      text not null,
    redaction_count integer not null,
    capture_mode    text,
    left_out_values integer not null,
    left_out_bytes  integer not null
  ) strict;
  create index span_withheld_by_run on span_withheld (run_key);
  -- What was deleted last because it was old or too much: JSON.
  create table last_collection (
    one     integer primary key check (one = 1),
    content text not null
  ) strict;
  create trigger run_withheld_deleted after delete on runs begin
    delete from span_withheld where run_key = old.run_key;
  end;
`
