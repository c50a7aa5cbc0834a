/** What is packed: the table of its texts, their key, and the table whose rows say which texts are still wanted. */
const SOURCES = [
  { source: 1, texts: 'span_raw', key: 'span_key', owner: 'spans' },
  { source: 2, texts: 'block_texts', key: 'block_key', owner: 'blocks' },
  { source: 3, texts: 'long_value_texts', key: 'value_key', owner: 'long_values' },
  { source: 4, texts: 'log_raw', key: 'log_key', owner: 'logs' },
  { source: 5, texts: 'log_value_texts', key: 'value_key', owner: 'log_values' },
  { source: 6, texts: 'call_texts', key: 'span_key', owner: 'calls' },
] as const

/** Whoever deletes a row need not know where its text lies. */
const deletions = SOURCES.map(
  ({ source, texts, key, owner }) => /* sql */ `
  create table ${texts} (
    ${key}  integer primary key,
    packing integer not null,
    content blob not null
  ) strict;
  create trigger ${owner}_text_deleted after delete on ${owner} begin
    delete from ${texts} where ${key} = old.${key};
    update packs set dead = dead + 1 where pack_key =
      (select pack_key from packs where source = ${source} and last_key >= old.${key} order by last_key limit 1);
  end;`,
).join('')

/** Texts lie in tables of their own, from which they move into packs: many texts compressed as one. */
export const packs = /* sql */ `
  -- The texts of one source with keys up to 'last_key', behind the pack before it, that had no row of their own.
  create table packs (
    pack_key integer primary key autoincrement,
    source   integer not null,
    last_key integer not null,
    -- Of the texts, before they were compressed.
    size     integer not null,
    -- Of its texts, so many have been deleted since it was written.
    dead     integer not null default 0,
    content  blob not null,
    unique (source, last_key)
  ) strict;
  create index packs_with_dead on packs (pack_key) where dead > 0;

  drop table span_raw;
  drop table long_values;
  drop table log_values;

  -- Whose the values are; how each is put together is in its text.
  create table long_values (
    value_key integer primary key autoincrement,
    run_key   integer not null
  ) strict;
  create index long_values_by_run on long_values (run_key);
  create table log_values (
    value_key integer primary key autoincrement,
    trace_key integer not null
  ) strict;
  create index log_values_by_trace on log_values (trace_key);

  -- Blocks that raw values of a run are made of, though its calls and tools no longer carry them.
  create table kept_blocks (
    run_key   integer not null,
    block_key integer not null,
    primary key (run_key, block_key)
  ) strict, without rowid;
  create index kept_blocks_by_block on kept_blocks (block_key);
  ${deletions}
  insert into block_texts select block_key, packing, content from blocks;
  alter table blocks drop column packing;
  alter table blocks drop column content;
  alter table logs drop column packing;
  alter table logs drop column content;
  alter table logs drop column holes;
`
