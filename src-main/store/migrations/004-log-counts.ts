/** Log records are counted as they come and go, like everything the status counts. */
export const logCounts = /* sql */ `
  create table log_counts (
    logs             integer not null,
    logs_without_run integer not null
  ) strict;
  insert into log_counts
  select (select count(*) from logs), (select count(*) from logs where trace_key is null);

  create trigger log_added after insert on logs begin
    update log_counts set logs = logs + 1, logs_without_run = logs_without_run + (new.trace_key is null);
  end;
  create trigger log_deleted after delete on logs begin
    update log_counts set logs = logs - 1, logs_without_run = logs_without_run - (old.trace_key is null);
  end;
`
