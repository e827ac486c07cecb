create or replace function product.bound_before(
  reading product.reading,
  measure product.measure
)
returns product.measure
as $$
declare
  v_measure product.measure := bound_before.measure;
  v_forms text[] := (bound_before.reading).forms;
  v_lexemes product.lexeme[] := (bound_before.reading).lexemes;
  v_behind integer := (bound_before.measure).first - 1;
  v_sign text;
  v_bound product.lexeme;
begin
  -- "smaller than my 40 l backpack"
  if v_forms[v_behind] in ('my', 'our', 'the', 'this', 'a') and v_forms[v_behind - 1] = 'than' then
    v_behind := v_behind - 1;
  end if;
  if (bound_before.reading).gaps[v_measure.first] ~ '^\s*-?$' then
    select l.* into v_bound
    from unnest(v_lexemes) l
    where l.last = v_behind
      and (l.class = 'PHRASE' and l.meaning like 'PRICE\_%' or l.class = 'ATTRIBUTE' and l.value is not null)
      and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
    order by l.first, l.class desc, l.name = v_measure.attribute desc nulls last, l.name
    limit 1;
    if v_forms[v_behind] in ('than', 'then') and v_bound.class is null then
      -- "lighter than 2 kg": what it compares has to be measured so.
      select l.* into v_bound
      from unnest(v_lexemes) l
      left join product.measured_attributes(bound_before.reading, v_measure.first, v_measure.last, v_measure.unit) m on m.attribute = l.name
      where l.class = 'COMPARATIVE' and l.last = v_behind - 1
        and (l.name = v_measure.attribute or m.attribute is not null
          or product.convert_measure(1, v_measure.unit, product.attribute_unit(l.name)) is not null)
        and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
      order by l.first, l.name = v_measure.attribute desc nulls last, m.certainty = 'NAMED' desc nulls last, l.name
      limit 1;
    end if;
  end if;
  if v_bound.class is not null then
    v_measure.bound := case
      when v_bound.class = 'ATTRIBUTE' then 'PRICE_' || v_bound.value
      when v_bound.class = 'COMPARATIVE' then case v_bound.meaning when 'LESS' then 'PRICE_BELOW' else 'PRICE_ABOVE' end
      when v_measure.bound is not null then v_measure.bound
      when v_bound.meaning = 'PRICE_BETWEEN' then 'PRICE_AT_LEAST'
      else v_bound.meaning end;
    v_measure.attribute := case when v_bound.class = 'PHRASE' then v_measure.attribute else v_bound.name end;
    v_measure.worded := true;
    v_measure.first := v_bound.first;
    v_measure.start := (bound_before.reading).starts[v_bound.first];
    v_measure.origin := v_bound.origin;
    -- "nothing over 2 kg", "not heavier than 2 kg": the bound is turned round.
    if v_measure.bound in ('PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_ABOVE', 'PRICE_AT_LEAST')
      and product.is_free(bound_before.reading, v_measure.first - 1, v_measure.first - 1)
      and (v_forms[v_measure.first - 1] in ('nothing', 'none') or exists (
        select from unnest(v_lexemes) l
        where l.class = 'PHRASE' and l.meaning = 'NOT' and l.first = v_measure.first - 1 and l.last = v_measure.first - 1))
    then
      v_measure.first := v_measure.first - 1;
      v_measure.start := (bound_before.reading).starts[v_measure.first];
      v_measure.bound := case v_measure.bound when 'PRICE_BELOW' then 'PRICE_AT_LEAST' when 'PRICE_AT_MOST' then 'PRICE_ABOVE'
        when 'PRICE_ABOVE' then 'PRICE_AT_MOST' else 'PRICE_BELOW' end;
    end if;
  elsif v_measure.bound is null then
    v_sign := substring((bound_before.reading).gaps[v_measure.first] from '[<>]=?\s*$');
    v_measure.bound := case rtrim(v_sign) when '<' then 'PRICE_BELOW' when '<=' then 'PRICE_AT_MOST'
      when '>' then 'PRICE_ABOVE' when '>=' then 'PRICE_AT_LEAST' end;
    v_measure.worded := v_sign is not null;
    v_measure.start := v_measure.start - coalesce(length(v_sign), 0);
  end if;

  -- What is counted may be named before the number: "sleeps at least 4".
  if v_measure.unit is null and v_measure.attribute is null
    and (bound_before.reading).gaps[v_measure.first] ~ '^[\s:<>=]*$'
  then
    select l.* into v_bound
    from unnest(v_lexemes) l
    join product.attribute a on a.name = l.name and a.type = 'number' and a.unit is null
    where l.class = 'ATTRIBUTE'
      and (l.last = v_measure.first - 1 or l.last = v_measure.first - 2 and v_forms[v_measure.first - 1] in ('of', 'is', 'at'))
      and product.is_free(bound_before.reading, l.first, v_measure.first - 1)
    order by l.first, l.name
    limit 1;
    if v_bound.name is not null then
      v_measure.attribute := v_bound.name;
      v_measure.first := v_bound.first;
      v_measure.start := (bound_before.reading).starts[v_bound.first];
      v_measure.origin := v_bound.origin;
    end if;
  end if;
  return v_measure;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan;

comment on function product.bound_before(product.reading, product.measure) is
  'A measure with what stands before it: a bound ("at least", "waterproof to", "lighter than", "<", "nothing over"), and the name of what is counted where it has no unit ("sleeps 4").';

grant execute on function product.bound_before(product.reading, product.measure) to trueshelf_api;
