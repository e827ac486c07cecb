create or replace function product.narrate_wanted(
  offers jsonb,
  wanted jsonb,
  named text,
  is_open boolean
)
returns text
as $$
declare
  v_keys text[];
  v_asked text;
  v_matched jsonb;
  v_lacking text;
  v_phrase text;
  v_count integer;
  v_there text;
  v_words text;
begin
  -- What no variant differs in is told as an attribute.
  select array_agg(w.value ->> 'name' order by w.position),
    product.option_phrase(jsonb_object_agg(w.value ->> 'name', (
      select string_agg(case when w.value ->> 'name' = 'size' then product.value_label(s.value) else s.value end, ' or ')
      from jsonb_array_elements_text(w.value -> 'said') s (value))))
  into v_keys, v_asked
  from jsonb_array_elements(narrate_wanted.wanted) with ordinality w (value, position)
  where exists (select from jsonb_array_elements(narrate_wanted.offers) o where o -> 'options' ? (w.value ->> 'name'));
  if v_keys is null then
    return null;
  end if;
  v_asked := replace(case when v_asked ~ '^(in|with) ' then v_asked else 'in ' || v_asked end, ', ', ' ');
  select coalesce(jsonb_agg(o.value order by o.position), '[]') into v_matched
  from jsonb_array_elements(narrate_wanted.offers) with ordinality o (value, position)
  where not exists (
    select
    from jsonb_array_elements(narrate_wanted.wanted) w
    where w ->> 'name' = any (v_keys)
      and not exists (select from jsonb_array_elements_text(w -> 'values') v (value) where lower(v.value) = lower(o.value #>> array['options', w ->> 'name'])));
  v_count := jsonb_array_length(v_matched);

  if v_count = 0 then
    -- That of which there is no variant at all, else the two of which there is none together.
    select w.value ->> 'name' into v_lacking
    from jsonb_array_elements(narrate_wanted.wanted) with ordinality w (value, position)
    where w.value ->> 'name' = any (v_keys) and not exists (
      select from jsonb_array_elements(narrate_wanted.offers) o
      join jsonb_array_elements_text(w.value -> 'values') v (value) on lower(v.value) = lower(o #>> array['options', w.value ->> 'name']))
    order by w.position
    limit 1;
    select product.listed((array_agg(n.words order by n.in_stock desc, n.position))[:8]
        || case when count(*) > 8 then array[format('%s more', count(*) - 8)] end),
      case when bool_or(n.in_stock) then '' else ', all sold out' end
    into v_there, v_words
    from (
      select case when v_lacking is null then product.offer_name(o.value -> 'options') else o.value -> 'options' ->> v_lacking end as words,
        min(o.position) as position, bool_or(coalesce((o.value #>> '{stock,available}')::integer, 0) > 0) as in_stock
      from jsonb_array_elements(narrate_wanted.offers) with ordinality o (value, position)
      group by 1
    ) n
    where n.words is not null;
    return format('%s%s %s not come %s; %s %s in %s%s', case when narrate_wanted.is_open then '' else 'no: ' end,
      narrate_wanted.named, product.agree(narrate_wanted.named, 'does'), v_asked,
      product.agree(narrate_wanted.named, 'it'), product.agree(narrate_wanted.named, 'comes'), v_there, v_words);
  end if;

  -- As the variants themselves say it, where they say it in one way: "matt black" of black.
  select case when count(distinct p.phrase) = 1 then replace(case when min(p.phrase) ~ '^(in|with) ' then min(p.phrase) else 'in ' || min(p.phrase) end, ', ', ' ')
    else v_asked end
  into v_phrase
  from jsonb_array_elements(v_matched) o (value)
  cross join lateral (
    select product.option_phrase(jsonb_object_agg(k.name, o.value -> 'options' -> k.name)) as phrase from unnest(v_keys) k (name)
  ) p;
  if not jsonb_path_exists(v_matched, '$[*] ? (@.stock.status != "OUT_OF_STOCK")') then
    select product.listed((array_agg(product.offer_name(o.value -> 'options') order by o.position))[:8]) into v_there
    from jsonb_array_elements(narrate_wanted.offers) with ordinality o (value, position)
    where (o.value #>> '{stock,available}')::integer > 0;
    return format('%s%s %s %s sold out', case when narrate_wanted.is_open then '' else 'no: ' end, v_phrase, narrate_wanted.named,
      product.agree(narrate_wanted.named, 'is')) || coalesce(format('; %s %s in stock in %s', product.agree(narrate_wanted.named, 'it'),
      product.agree(narrate_wanted.named, 'is'), v_there), '');
  end if;
  v_words := case when narrate_wanted.is_open then '' else 'yes: ' end || v_phrase || ' ';
  if v_count > 1 then
    return v_words || product.narrate_stock((
      select jsonb_agg(jsonb_set(o.value, '{options}', case
        -- Of two colours that were asked for, both are named.
        when v_phrase = v_asked and v_keys <@ array(select jsonb_object_keys(o.value -> 'options'))
          and exists (select from jsonb_array_elements(v_matched) x where (x -> 'options') - v_keys = (o.value -> 'options') - v_keys and x <> o.value)
        then o.value -> 'options' else (o.value -> 'options') - v_keys end) order by o.position)
      from jsonb_array_elements(v_matched) with ordinality o (value, position)), narrate_wanted.named);
  end if;
  return v_words || case v_matched #>> '{0,stock,status}'
    when 'IN_STOCK' then format('there are %s%s in stock', v_matched #>> '{0,stock,available}',
      case when narrate_wanted.named in ('it', 'they') then '' else ' of ' || narrate_wanted.named end)
    when 'LOW' then format(case when v_matched #>> '{0,stock,available}' = '1' then 'there is only 1 left%2$s' else 'there are only %1$s left%2$s' end,
      v_matched #>> '{0,stock,available}', case when narrate_wanted.named in ('it', 'they') then '' else ' of ' || narrate_wanted.named end)
    else format('%s %s sold, but how many are left is not recorded', narrate_wanted.named, product.agree(narrate_wanted.named, 'is'))
  end;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_wanted(jsonb, jsonb, text, boolean) is
  'Whether a product can be had as it was asked for ("yes: in white there are 40 in stock", "no: the Brae Boots do not come in size M; they come in 36 and 37"), from its offers; null where no variant has an option of that kind. wanted: as memory.read_wanted. named: how the clause names the product, "it" where that is clear. is_open: the question is no yes-or-no one.';

grant execute on function product.narrate_wanted(jsonb, jsonb, text, boolean) to trueshelf_api;
