const TOTALS = ['input', 'output', 'cache_read', 'cost'] as const
const SUM_OF = {
  input: 'input_tokens',
  output: 'output_tokens',
  cache_read: 'cache_read_tokens',
  cost: 'cost_nano',
} as const
const COUNTS = ['span_count', 'call_count', 'tool_count', 'error_count'] as const

type Row = 'old' | 'new'
type Sign = '+' | '-'

/** A session counts its runs by their doubt: the largest doubt of several cannot be taken back, a count can. */
const totalColumns = TOTALS.flatMap(name => [
  SUM_OF[name],
  `${name}_missing`,
  `${name}_derived`,
  `${name}_estimated`,
])

const runTotals = TOTALS.flatMap(name => [SUM_OF[name], `${name}_missing`, `${name}_doubt`])

const assignments = (row: Row, sign: Sign): string =>
  [
    `run_count = run_count ${sign} 1`,
    `failed_count = failed_count ${sign} (${row}.status = 'error' or ${row}.error_count > 0)`,
    ...COUNTS.map(column => `${column} = ${column} ${sign} ${row}.${column}`),
    ...TOTALS.flatMap(name => [
      `${SUM_OF[name]} = ${SUM_OF[name]} ${sign} ${row}.${SUM_OF[name]}`,
      `${name}_missing = ${name}_missing ${sign} ${row}.${name}_missing`,
      `${name}_derived = ${name}_derived ${sign} (${row}.${name}_doubt = 1)`,
      `${name}_estimated = ${name}_estimated ${sign} (${row}.${name}_doubt = 2)`,
    ]),
  ].join(', ')

const leave = /* sql */ `
  update sessions set ${assignments('old', '-')} where session_id = old.session_id;`

const enter = /* sql */ `
  insert or ignore into sessions (session_id) select new.session_id where new.session_id is not null;
  update sessions set ${assignments('new', '+')},
    end_ns = max(end_ns, new.end_ns), last_received_ms = max(last_received_ms, new.last_received_ms)
  where session_id = new.session_id;`

/** The index answers both ends of the starts at once; the end of a session only ever grows while runs grow. */
const starts = (row: Row) => /* sql */ `
  update sessions set
    first_ns = coalesce((select min(start_ns) from runs where session_id = ${row}.session_id), 0),
    latest_ns = coalesce((select max(start_ns) from runs where session_id = ${row}.session_id), 0)
  where session_id = ${row}.session_id;`

const endAgain = (when: string) => /* sql */ `
  update sessions set end_ns = coalesce((select max(end_ns) from runs where session_id = old.session_id), 0)
  where session_id = old.session_id and (${when});
  delete from sessions where session_id = old.session_id and run_count = 0;`

const addModel = (sessionId: string, model: string) => /* sql */ `
  insert into session_models (session_id, model, run_count) values (${sessionId}, ${model}, 1)
  on conflict do update set run_count = run_count + 1;`

const runTables = ['run_sessions', 'run_names', 'run_parent_claims', 'run_labels', 'run_tags'] as const

/**
 * Sessions with totals that are kept up by triggers, whoever writes or deletes a run; which run dispatched which;
 * and what people say of runs and spans.
 */
export const sessionsLabels = /* sql */ `
  create table sessions (
    session_key      integer primary key autoincrement,
    session_id       text not null unique,
    -- When its first and its latest run began.
    first_ns         integer not null default 0,
    latest_ns        integer not null default 0,
    end_ns           integer not null default 0,
    last_received_ms integer not null default 0,
    run_count        integer not null default 0,
    failed_count     integer not null default 0,
    ${[...COUNTS, ...totalColumns].map(column => `${column} integer not null default 0`).join(', ')}
  ) strict;
  create index sessions_by_latest on sessions (latest_ns desc, session_key desc);

  create table session_models (
    session_id text not null,
    model      text not null,
    run_count  integer not null,
    primary key (session_id, model)
  ) strict, without rowid;

  -- 'runs.session_id' is the session a run belongs to; this is the attribute it came from, or 'parent run'.
  alter table runs add column session_source text;
  alter table runs add column dispatcher_key integer;
  alter table runs add column dispatcher_span_id blob;
  alter table runs add column dispatch_reason text;
  create index runs_by_dispatcher on runs (dispatcher_key) where dispatcher_key is not null;
  drop index runs_by_session;
  create index runs_by_session on runs (session_id, start_ns) where session_id is not null;

  -- Every session the spans of a run name. The lowest rank counts, of equal ones that of the root, else the first.
  create table run_sessions (
    run_key    integer not null,
    session_id text not null,
    source     text not null,
    rank       integer not null,
    position   integer not null,
    primary key (run_key, session_id)
  ) strict, without rowid;
  create index run_sessions_by_session on run_sessions (session_id);
  insert into run_sessions select run_key, session_id, 'unknown', 99, 0 from runs where session_id is not null;
  update runs set session_source = 'unknown' where session_id is not null;

  -- What a run calls itself, for the runs that name it as their parent.
  create table run_names (
    name    text not null,
    run_key integer not null,
    primary key (name, run_key)
  ) strict, without rowid;
  create index run_names_by_run on run_names (run_key);

  -- What a run says of its dispatcher, whether that is here or not.
  create table run_parent_claims (
    run_key integer not null,
    reason  text not null,
    rank    integer not null,
    target  text not null,
    span_id blob,
    primary key (run_key, reason, target)
  ) strict, without rowid;
  create index run_parent_claims_by_target on run_parent_claims (reason, target);
  create index tool_io_by_call_id on tool_io (tool_call_id) where tool_call_id is not null;

  -- The words of people, on a run (an empty span id) or on one of its spans.
  create table run_labels (
    run_key    integer not null,
    span_id    blob not null,
    starred    integer not null,
    note       text,
    changed_ms integer not null,
    primary key (run_key, span_id)
  ) strict, without rowid;
  create index run_labels_starred on run_labels (run_key) where starred = 1;

  create table run_tags (
    run_key integer not null,
    span_id blob not null,
    tag     text not null,
    -- 1: a person set it; 0: it was recorded with the run.
    by_user integer not null,
    primary key (run_key, span_id, tag, by_user)
  ) strict, without rowid;
  create index run_tags_by_tag on run_tags (tag, run_key);

  -- Runs that nothing may delete by itself.
  create view kept_runs as select distinct run_key from run_labels where starred = 1;

  create trigger session_run_added after insert on runs when new.session_id is not null begin
    ${enter} ${starts('new')}
  end;
  create trigger session_run_changed
  after update of session_id, status, start_ns, end_ns, last_received_ms, ${[...COUNTS, ...runTotals].join(', ')} on runs
  when old.session_id is not null or new.session_id is not null begin
    ${leave} ${enter} ${starts('new')} ${starts('old')}
    ${endAgain('new.session_id is not old.session_id or new.end_ns < old.end_ns')}
  end;
  create trigger session_models_moved after update of session_id on runs
  when new.session_id is not old.session_id begin
    update session_models set run_count = run_count - 1 where session_id = old.session_id
      and model in (select model from run_models where run_key = old.run_key);
    delete from session_models where session_id = old.session_id and run_count = 0;
    insert into session_models (session_id, model, run_count)
      select new.session_id, model, 1 from run_models where run_key = new.run_key and new.session_id is not null
      on conflict do update set run_count = run_count + 1;
  end;
  create trigger session_model_added after insert on run_models
  when (select session_id from runs where run_key = new.run_key) is not null begin
    ${addModel('(select session_id from runs where run_key = new.run_key)', 'new.model')}
  end;
  create trigger session_model_deleted after delete on run_models begin
    update session_models set run_count = run_count - 1 where model = old.model
      and session_id = (select session_id from runs where run_key = old.run_key);
    delete from session_models where model = old.model and run_count = 0
      and session_id = (select session_id from runs where run_key = old.run_key);
  end;
  create trigger session_run_deleted after delete on runs when old.session_id is not null begin
    ${leave} ${starts('old')} ${endAgain('true')}
  end;
  create trigger run_words_deleted after delete on runs begin
    ${runTables.map(table => `delete from ${table} where run_key = old.run_key;`).join(' ')}
    update runs set dispatcher_key = null, dispatcher_span_id = null, dispatch_reason = null
    where dispatcher_key = old.run_key;
  end;

  -- The triggers count what is already there.
  update runs set session_id = null where session_id is not null;
  update runs set session_id = (select session_id from run_sessions where run_sessions.run_key = runs.run_key)
  where run_key in (select run_key from run_sessions);
`
