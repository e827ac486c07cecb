create or replace function product.narrate_fit(
  answer jsonb
)
returns jsonb
as $$
declare
  v_page constant jsonb := narrate_fit.answer -> 'page';
  v_interpretation constant jsonb := v_page -> 'interpretation';
  v_items constant jsonb := v_page -> 'items';
  v_best constant jsonb := v_page #> '{items,0}';
  v_shown constant integer := jsonb_array_length(v_items);
  v_good text[];
  v_bad text[];
  v_unmet_ids text[];
  v_other jsonb;
  v_words text;
  v_sentences jsonb;
begin
  select
    array_agg(t.words order by t.position) filter (where t.is_good),
    array_agg(t.words order by t.position) filter (where not t.is_good),
    -- What cannot be told apart is no reason to look further down.
    array_agg(t.id order by t.position) filter (where not t.is_good and t.actual <> 'not recorded')
  into v_good, v_bad, v_unmet_ids
  from (
    select min(c.position) as position, min(c.value ->> 'preferenceId') as id, min(c.value ->> 'actual') as actual,
      (c.value ->> 'satisfied')::boolean as is_good,
      case when c.value ->> 'kind' = 'COMPARATIVE' then
        product.narrate_comparison(c.value, v_interpretation, v_page #>> '{retrieval,anchor,title}')
        else product.unmet_phrase(p.value, c.value) end as words
    from jsonb_array_elements(v_best -> 'preferences') with ordinality c (value, position)
    join jsonb_array_elements(v_interpretation -> 'preferences') p (value) on p.value ->> 'id' = c.value ->> 'preferenceId'
    where c.value ->> 'kind' = 'COMPARATIVE'
      -- A wine glass is no glass in the colour of wine. Of a material the title may say that it is a false one.
      or not (c.value ->> 'satisfied')::boolean and not (
        c.value ->> 'kind' = 'ATTRIBUTE' and p.value #>> '{filter,attributes,0,name}' <> 'material'
        and p.value #>> '{span,text}' is not null
        and strpos(' ' || lower(v_best ->> 'title') || ' ', ' ' || lower(p.value #>> '{span,text}') || ' ') > 0)
    group by 4, 5
  ) t;
  if v_good is null and v_bad is null then
    return '[]';
  end if;
  v_words := concat_ws(case when v_good is null or v_bad is null then '' else ', but ' end, array_to_string(v_good, ', and '), array_to_string(v_bad, ', and '));
  if v_unmet_ids is null or v_shown = 1 then
    return product.sentence(v_words, v_best ->> 'productId');
  end if;

  select i.value into v_other
  from jsonb_array_elements(v_items) with ordinality i (value, position)
  where i.position > 1 and not exists (
    select from jsonb_array_elements(i.value -> 'preferences') c (value)
    where c.value ->> 'preferenceId' = any (v_unmet_ids) and not (c.value ->> 'satisfied')::boolean)
  order by i.position
  limit 1;
  v_sentences := product.sentence(v_words, v_best ->> 'productId');
  if v_other is not null then
    return v_sentences || product.sentence(format('the first %s is %s: %s',
      (
        select case
          when cardinality(v_unmet_ids) > 1 then 'one here that has all of that'
          when p.value ->> 'kind' = 'COMPARATIVE' then split_part(c.value ->> 'required', ' than ', 1) || ' one here'
          when p.value #>> '{filter,attributes,0,values,0}' in ('true', 'false') then product.demand_phrase(p.value) || ' one here'
          else 'one here ' || product.demand_phrase(p.value)
        end
        from jsonb_array_elements(v_interpretation -> 'preferences') p (value)
        join jsonb_array_elements(v_other -> 'preferences') c (value) on c.value ->> 'preferenceId' = p.value ->> 'id'
        where p.value ->> 'id' = v_unmet_ids[1]
      ),
      product.named_item(v_other),
      concat_ws(', ', product.price_phrase(v_other -> 'price', (v_page ->> 'asOf')::timestamptz, false),
        product.stock_words(v_other -> 'stock'), product.item_details(v_other, v_interpretation, true))), v_other ->> 'productId');
  end if;
  return v_sentences;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_fit(jsonb) is
  'How the first of an answer stands to the wishes: its comparatives with both numbers, "but" what it does not have, and the first of those shown that has it.';

grant execute on function product.narrate_fit(jsonb) to trueshelf_api;
