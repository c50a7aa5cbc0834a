/** SQLite counts a table by reading all of it, and the status asks with every change: these are kept up instead. */
export const rowCounts = /* sql */ `
  create table row_counts (
    runs   integer not null,
    spans  integer not null,
    blocks integer not null
  ) strict;
  insert into row_counts
  select (select count(*) from runs), (select coalesce(sum(span_count), 0) from runs), (select count(*) from blocks);

  create trigger run_added after insert on runs begin
    update row_counts set runs = runs + 1, spans = spans + new.span_count;
  end;
  create trigger run_grown after update of span_count on runs begin
    update row_counts set spans = spans + new.span_count - old.span_count;
  end;
  create trigger run_deleted after delete on runs begin
    update row_counts set runs = runs - 1, spans = spans - old.span_count;
  end;
  create trigger block_added after insert on blocks begin
    update row_counts set blocks = blocks + 1;
  end;
  create trigger block_deleted after delete on blocks begin
    update row_counts set blocks = blocks - 1;
  end;
`
