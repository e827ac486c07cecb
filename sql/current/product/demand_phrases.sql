create or replace function product.demand_phrases(
  interpretation jsonb,
  leaves_out text default null
)
returns text
as $$
  select coalesce(case when (array_agg(d.words order by d.position) filter (where not d.is_old))[1] ~ '^not ' then ', ' else ' ' end
      || product.listed(array_agg(d.words order by d.position) filter (where not d.is_old)), '')
    || coalesce(case when bool_or(not d.is_old) then ', still ' else ' still ' end
      || product.listed(array_agg(d.words order by d.position) filter (where d.is_old)), '')
    || coalesce(', ' || (demand_phrases.interpretation #>> '{sort,label}'), '')
  from (
    select product.demand_phrase(c.value) as words, min(c.position) as position, bool_and(c.value ->> 'source' = 'CONVERSATION') as is_old
    from jsonb_array_elements(demand_phrases.interpretation -> 'constraints') with ordinality c (value, position)
    where c.value ->> 'source' <> 'DEFAULT' and c.value ->> 'kind' is distinct from demand_phrases.leaves_out
    group by 1
  ) d;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.demand_phrases(jsonb, text) is
  'All that a question demands, behind a noun and after a space: " in black, still under $150.00, cheapest first". What an earlier turn said stands behind "still". leaves_out: a kind that the noun says already.';

grant execute on function product.demand_phrases(jsonb, text) to trueshelf_api;
