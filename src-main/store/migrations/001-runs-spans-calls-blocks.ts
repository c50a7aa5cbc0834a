import { ROLES, SECTIONS } from '../place-codes.ts'

const placeOf = (names: readonly string[], column: string) =>
  `case ${column} ${names.map((name, code) => `when ${code} then '${name}'`).join(' ')} else ${column} end`

export const runsSpansCallsBlocks = /* sql */ `
  create table runs (
    run_key            integer primary key autoincrement,
    trace_id           blob not null unique,
    -- Unix nanoseconds of the first span that arrived. Spans keep offsets to it, so that they fit a JS number.
    base_ns            integer not null,
    start_ns           integer not null,
    end_ns             integer not null,
    root_span_key      integer,
    name               text not null,
    status             text not null,
    service_name       text,
    session_id         text,
    user_id            text,
    agent_name         text,
    span_count         integer not null,
    unended_count      integer not null,
    call_count         integer not null,
    tool_count         integer not null,
    error_count        integer not null,
    input_tokens       integer not null,
    input_missing      integer not null,
    input_doubt        integer not null,
    output_tokens      integer not null,
    output_missing     integer not null,
    output_doubt       integer not null,
    cache_read_tokens  integer not null,
    cache_read_missing integer not null,
    cache_read_doubt   integer not null,
    cost_nano          integer not null,
    cost_missing       integer not null,
    cost_doubt         integer not null,
    last_received_ms   integer not null
  ) strict;
  create index runs_by_start on runs (start_ns desc, run_key desc);
  create index runs_by_session on runs (session_id) where session_id is not null;

  create table run_models (
    run_key integer not null,
    model   text not null,
    primary key (run_key, model)
  ) strict, without rowid;

  -- Who sent spans: resource and scope as they arrived.
  create table origins (
    origin_key integer primary key,
    hash       blob not null unique,
    content    blob not null
  ) strict;

  create table spans (
    span_key       integer primary key autoincrement,
    run_key        integer not null,
    span_id        blob not null,
    parent_span_id blob,
    origin_key     integer not null,
    kind           text not null,
    name           text not null,
    status         text not null,
    start_ns       integer not null,
    duration_ns    integer,
    agent_name     text,
    tool_name      text,
    model          text,
    error_message  text,
    convention     text,
    unique (run_key, span_id)
  ) strict;

  -- The span as it arrived, without its long values; 'holes' says which value goes where.
  create table span_raw (
    span_key integer primary key,
    packing  integer not null,
    content  blob not null,
    holes    text
  ) strict;

  -- Long attribute values, as the difference to an earlier value of the same run where that is shorter.
  create table long_values (
    value_key     integer primary key,
    run_key       integer not null,
    hash          blob not null,
    base_key      integer,
    prefix_length integer not null,
    suffix_length integer not null,
    packing       integer not null,
    content       blob not null,
    unique (run_key, hash)
  ) strict;

  create table calls (
    span_key           integer primary key,
    run_key            integer not null,
    list_key           integer not null,
    provider           text,
    request_model      text,
    response_model     text,
    input_tokens       integer,
    input_confidence   text not null,
    output_tokens      integer,
    output_confidence  text not null,
    cost_nano          integer,
    cost_confidence    text not null
  ) strict;
  create index calls_by_run on calls (run_key);
  create index calls_by_list on calls (list_key);

  -- AUTOINCREMENT: a key is never used twice, so "indexed up to key n" stays true after deletions.
  create table blocks (
    block_key integer primary key autoincrement,
    hash      blob not null,
    kind      text not null,
    size      integer not null,
    packing   integer not null,
    content   blob not null
  ) strict;

  -- By the beginning of the hash: the whole of it twice would take more than the row.
  create index blocks_by_hash on blocks (substr(hash, 1, 5));

  -- The blocks of a call in order. A list never changes; it may begin with the first items of another list.
  create table block_lists (
    list_key        integer primary key,
    run_key         integer not null,
    prefix_list_key integer,
    prefix_length   integer not null,
    length          integer not null
  ) strict;
  create index block_lists_by_run on block_lists (run_key);
  create index block_lists_by_prefix on block_lists (prefix_list_key) where prefix_list_key is not null;

  -- Sections and common roles are numbers here; 'block_list_items' has their names.
  create table list_items (
    list_key     integer not null,
    position     integer not null,
    block_key    integer not null,
    section      integer not null,
    message      integer not null,
    role         any not null,
    name         text,
    tool_call_id text,
    is_error     integer not null,
    primary key (list_key, position)
  ) strict, without rowid;
  create index list_items_by_block on list_items (block_key, list_key);
  create view block_list_items as
    select list_key, position, block_key, ${placeOf(SECTIONS, 'section')} as section, message,
      ${placeOf(ROLES, 'role')} as role, name, tool_call_id, is_error
    from list_items;

  create table tool_io (
    span_key       integer primary key,
    tool_name      text not null,
    tool_call_id   text,
    arguments_key  integer,
    result_key     integer
  ) strict;
  create index tool_io_by_arguments on tool_io (arguments_key) where arguments_key is not null;
  create index tool_io_by_result on tool_io (result_key) where result_key is not null;

  create virtual table search using fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61');
  -- Idle moments merge what was added bit by bit: two parts are enough to make one of.
  insert into search (search, rank) values ('usermerge', 2);
  create table search_progress (indexed_through integer not null) strict;
  insert into search_progress values (0);

  create table settings (
    name  text primary key,
    value text not null
  ) strict, without rowid;
`
