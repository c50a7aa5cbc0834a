export const discardedRuns = /* sql */ `
  -- Out of sight, and deleted at that moment unless somebody wants them back.
  create table discarded_runs (
    run_key integer primary key,
    delete_at_ms integer not null
  ) strict;
  create index discarded_runs_by_time on discarded_runs (delete_at_ms);
`
