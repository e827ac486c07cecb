create or replace function product.bound_behind(
  reading product.reading,
  measure product.measure
)
returns product.measure
as $$
declare
  v_measure product.measure := bound_behind.measure;
  v_forms text[] := (bound_behind.reading).forms;
  v_gaps text[] := (bound_behind.reading).gaps;
  v_bound product.lexeme;
begin
  select l.* into v_bound
  from unnest((bound_behind.reading).lexemes) l
  where l.class = 'PHRASE' and l.meaning in ('AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND')
    and l.first between v_measure.number_first + 1 and v_measure.last + 1
    and product.is_free(bound_behind.reading, l.first, l.last)
    -- "under 20 l and over 10 l": a bound before the next number.
    and coalesce(v_forms[l.last + 1] !~ '^[0-9$€£]', true)
  order by l.last desc
  limit 1;
  if v_bound.class is not null and v_measure.bound is distinct from 'PRICE_BETWEEN' then
    if v_measure.bound is null then
      v_measure.bound := 'PRICE_' || replace(v_bound.meaning, '_BEHIND', '');
      v_measure.origin := v_bound.origin;
    end if;
    v_measure.worded := true;
    if v_bound.last > v_measure.last then
      v_measure.last := v_bound.last;
      v_measure.behind := (bound_behind.reading).behinds[v_bound.last];
    end if;
  elsif v_measure.plus and v_measure.bound is null then
    v_measure.bound := 'PRICE_AT_LEAST';
    v_measure.worded := true;
    v_measure.behind := greatest(v_measure.behind, (bound_behind.reading).behinds[v_measure.last]
      + coalesce(length(substring(v_gaps[v_measure.last + 1] from '^[^+\s]*\+')), 0));
  end if;
  -- "30 mm wide": the word that ties a bounded measure to its name means nothing without it.
  if v_measure.bound is not null
    and v_forms[v_measure.last + 1] in ('wide', 'long', 'high', 'tall', 'deep', 'thick', 'heavy')
    and v_gaps[v_measure.last + 1] ~ '^\s+$'
    and product.is_free(bound_behind.reading, v_measure.last + 1, v_measure.last + 1)
  then
    v_measure.last := v_measure.last + 1;
    v_measure.behind := (bound_behind.reading).behinds[v_measure.last];
  end if;
  return v_measure;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.bound_behind(product.reading, product.measure) is
  'A measure with what stands behind it: a bound, if it has none yet ("or more", "+"), and behind a bounded one the word of its direction ("wide").';

grant execute on function product.bound_behind(product.reading, product.measure) to trueshelf_api;
