create or replace function product.item_details(
  item jsonb,
  interpretation jsonb,
  tells_compared boolean
)
returns text
as $$
  select nullif(concat_ws(', ',
    (
      select string_agg(replace(c.value ->> 'actual', ' available at ', ' at '), ', ' order by c.position)
      from jsonb_array_elements(item_details.item -> 'checks') with ordinality c (value, position)
      where c.value ->> 'kind' = 'IN_STOCK_AT' and (c.value ->> 'satisfied')::boolean
    ),
    (
      -- What is both bound and wished for is said once.
      select string_agg(m.words, ', ' order by m.side, m.position)
      from (
        select u.words, min(u.side) as side, min(u.position) as position
        from (
        -- A measure that the question bounds.
        select 0 as side, c.position, case when a.name = 'weight_grams' then '' else product.attribute_label(a.name) || ' ' end || (c.value ->> 'actual') as words
        from jsonb_array_elements(item_details.item -> 'checks') with ordinality c (value, position)
        join jsonb_array_elements(item_details.interpretation -> 'constraints') e (value) on e.value ->> 'id' = c.value ->> 'constraintId'
        cross join lateral (select e.value #>> '{filter,attributes,0,name}' as name) a
        where c.value ->> 'kind' = 'ATTRIBUTE' and not e.value #> '{filter,attributes,0}' ? 'values'
        union
        -- What it has of the words that were wished for, where neither title nor options say so.
        select 1, min(c.position), case
          when w.demanded #>> '{values,0}' in ('true', 'false') then product.asked_words(p.value)
          when w.demanded ? 'values' then product.attribute_label(w.demanded ->> 'name') || ' ' || replace(c.value ->> 'actual', ' or ', ' and ')
          when w.demanded ->> 'name' = 'weight_grams' then c.value ->> 'actual'
          else product.attribute_label(w.demanded ->> 'name') || ' ' || (c.value ->> 'actual')
        end
        from jsonb_array_elements(item_details.item -> 'preferences') with ordinality c (value, position)
        join jsonb_array_elements(item_details.interpretation -> 'preferences') p (value) on p.value ->> 'id' = c.value ->> 'preferenceId'
        cross join lateral (select p.value #> '{filter,attributes,0}' as demanded) w
        where c.value ->> 'kind' = 'ATTRIBUTE' and (c.value ->> 'satisfied')::boolean
          and strpos(translate(lower(item_details.item ->> 'title'), '-', ' '), translate(lower(c.value ->> 'actual'), '-', ' ')) = 0
          and not exists (
            select from jsonb_each_text(item_details.item -> 'options') o (key, value) where lower(o.value) = lower(c.value ->> 'actual'))
        group by 3
        union
        select 2, c.position, c.value ->> 'actual' || case when c.value ->> 'measure' = 'rating' then ' of 5' else '' end
        from jsonb_array_elements(item_details.item -> 'preferences') with ordinality c (value, position)
        where item_details.tells_compared and c.value ->> 'kind' = 'COMPARATIVE' and c.value ->> 'actual' <> 'not recorded'
          and c.value ->> 'measure' in ('weight_grams')
        ) u (side, position, words)
        group by u.words
      ) m
    )), '');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.item_details(jsonb, jsonb, boolean) is
  'What else an evidence item has of what was asked, in a few words, "172 g, 9 at Porto"; null for nothing. tells_compared: also the weight that a comparative compares.';

grant execute on function product.item_details(jsonb, jsonb, boolean) to trueshelf_api;
