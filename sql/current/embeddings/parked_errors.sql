create or replace function embeddings.parked_errors()
returns table (
  model text,
  code text,
  products bigint,
  message text,
  hint text,
  parked_at timestamptz
)
as $$
  select
    m.name,
    coalesce(j.error ->> 'code', 'UNKNOWN'),
    count(*),
    (array_agg(j.error ->> 'message' order by j.parked_at desc, j.product_id))[1],
    (array_agg(j.error ->> 'hint' order by j.parked_at desc, j.product_id))[1],
    max(j.parked_at)
  from embeddings.job j
  join embeddings.model m on m.model_id = j.model_id and m.state <> 'retired'
  where j.parked_at is not null
  group by 1, 2
  order by 3 desc, 1, 2
  limit 20;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.parked_errors() is
  'Why products are parked: a row per model and code, the most frequent first, at most 20, with how many products it is, and what the newest of them says.';
