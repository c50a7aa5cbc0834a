const SUMS = ['input', 'output', 'cache_read', 'cost'] as const

const sumColumns = SUMS.flatMap(name => [
  `${name}_sum integer not null`,
  `${name}_missing integer not null`,
  `${name}_derived integer not null`,
  `${name}_estimated integer not null`,
]).join(', ')

const sumOf = (value: string, confidence: string) => /* sql */ `
  coalesce(sum(${value}), 0), sum(${confidence} = 'unknown'),
  sum(${confidence} = 'derived'), sum(${confidence} = 'estimated')`

/** What calls cost, kept up by run, quarter of an hour, provider, model and agent; and which calls tell one answer. */
export const costs = /* sql */ `
  alter table calls add column cache_read_tokens integer;
  alter table calls add column cache_read_confidence text not null default 'unknown';
  -- 'cost_nano' is what totals count; this is where it comes from, or what it lacks.
  alter table calls add column price_source text not null default 'list';
  -- Where the cost comes from in words, which many calls share.
  create table cost_bases (
    basis_key integer primary key,
    basis     text not null unique
  ) strict;
  alter table calls add column basis_key integer;
  -- Whether totals count what the sender reported, because there is no price.
  alter table calls add column is_reported integer not null default 0;
  -- Quarters of an hour since 1970; null where the span is no call of its own and never counts.
  alter table calls add column quarter integer;
  alter table calls add column agent_name text;
  -- Of the provider's id of the answer.
  alter table calls add column answer_hash integer;
  -- The span that tells the same answer and that is counted instead.
  alter table calls add column same_as integer;
  create index calls_by_answer on calls (answer_hash) where answer_hash is not null;

  create table run_costs (
    run_key  integer not null,
    quarter  integer not null,
    -- Empty where not told.
    provider text not null,
    model    text not null,
    agent    text not null,
    calls    integer not null,
    ${sumColumns},
    -- Of these calls: those whose model has no price, those counted as reported, and how much that is.
    unpriced integer not null,
    reported integer not null,
    reported_nano integer not null,
    primary key (quarter, run_key, provider, model, agent)
  ) strict, without rowid;
  create index run_costs_by_run on run_costs (run_key);
  create index run_costs_unpriced on run_costs (model, provider) where unpriced > 0;

  update calls set
    price_source = iif(cost_confidence <> 'unknown', 'list', iif(input_confidence = 'unknown', 'no-usage', 'no-price')),
    quarter = (
      select (base_ns + start_ns) / 900000000000 from
        (select runs.base_ns, spans.start_ns from spans join runs using (run_key)
         where spans.span_key = calls.span_key and spans.kind in ('llm', 'embedding')));
  insert into run_costs
  select run_key, quarter, coalesce(provider, ''), coalesce(response_model, request_model, ''), '', count(*),
    ${sumOf('input_tokens', 'input_confidence')}, ${sumOf('output_tokens', 'output_confidence')},
    ${sumOf('cache_read_tokens', 'cache_read_confidence')}, ${sumOf('cost_nano', 'cost_confidence')},
    sum(price_source = 'no-price'), 0, 0
  from calls where quarter is not null group by 1, 2, 3, 4;
`
