create or replace function audit.judgments(
  since timestamptz,
  at_most integer,
  now timestamptz
)
returns table (
  query text,
  product_id text,
  grade integer
)
as $$
  with judged as (
    select btrim(regexp_replace(t.question, '\s+', ' ', 'g')) as query, p.handle,
      max(case f.kind when 'ADDED_TO_BASKET' then 2 when 'WRONG' then 0 else 1 end) as grade, max(f.given_at) as given_at
    from audit.feedback f
    join audit.decision d on d.decision_id = f.decision_id
    join memory.turn t on t.turn_id = d.turn_id
    join memory.conversation c on c.conversation_id = t.conversation_id and c.expires_at > judgments.now
    join product.product p on p.product_id = f.product_id
    -- "in black" means nothing by itself: only questions that do not lean on others.
    where d.decided_at >= judgments.since
      and d.move in ('SEARCH', 'NEW_TOPIC')
    group by 1, 2
    order by max(f.given_at) desc, 1, 2
    limit judgments.at_most
  )
  select j.query, j.handle, j.grade
  from judged j
  order by j.query, j.grade desc, j.handle;
$$
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function audit.judgments(timestamptz, integer, timestamptz) is
  'Behind api.judgments: the newest at_most pairs of question and product that somebody said something of, by question, the best first.';

grant execute on function audit.judgments(timestamptz, integer, timestamptz) to trueshelf_api;
