create or replace function memory.shown_measure(
  state jsonb,
  measures jsonb,
  direction text,
  currency text
)
returns jsonb
as $$
  with shown as (
    select 'ITEM' as of, f.value -> 'turn' as turn, f.value ->> 'currency' as currency, jsonb_build_array(f.value -> 'item') as items
    from (select nullif(shown_measure.state -> 'focus', 'null') as value) f
    where f.value is not null
    union all
    select 'LIST', l.value -> 'turn', l.value ->> 'currency', l.value -> 'items'
    from (select nullif(shown_measure.state -> 'list', 'null') as value) l
    where l.value is not null
    order by 1
    limit 1
  ),
  -- What was asked for before in the same direction: of a list that holds the rest as well, only what met it goes on.
  before as (
    select f.value #>> '{value,comparedWith,measure}' as measure, (f.value #>> '{value,comparedWith,typical}')::double precision as typical
    from jsonb_array_elements(shown_measure.state -> 'facts') f (value)
    where f.value #>> '{value,direction}' = shown_measure.direction and f.value #> '{value,measures}' = shown_measure.measures
      and f.value #> '{value,comparedWith}' is not null
  ),
  item as (
    select s.of, s.turn, s.currency, i.value as row, v.attributes, p.released_on, p.rating
    from shown s
    cross join lateral jsonb_array_elements(s.items) i (value)
    left join product.product p on p.product_id = (i.value ->> 'productId')::bigint
    left join product.variant v
      on v.product_id = (i.value ->> 'productId')::bigint and v.variant_id = (i.value ->> 'variantId')::bigint
  )
  select jsonb_build_object('measure', m.name, 'typical', case
    when t.of = 'ITEM' then t.typical
    else coalesce(t.typical_of_met, t.typical_before, t.typical) end, 'of', t.of, 'turn', t.turn)
  from jsonb_array_elements_text(shown_measure.measures) with ordinality m (name, position)
  cross join lateral (
    select count(h.held) as holders, percentile_cont(0.5) within group (order by h.held) as typical,
      percentile_cont(0.5) within group (order by h.held) filter (
        where case when shown_measure.direction = 'LESS' then h.held < b.typical else h.held > b.typical end) as typical_of_met,
      min(b.typical) as typical_before,
      min(i.of) as of, min(i.turn::text)::jsonb as turn
    from item i
    left join before b on b.measure = m.name
    cross join lateral (
      select product.held_measure(m.name, i.attributes, (i.row ->> 'weightGrams')::numeric,
        -- Amounts of another currency compare with nothing.
        case when i.currency = shown_measure.currency then (i.row #>> '{price,amount}')::numeric end,
        i.released_on, i.rating) as held
    ) h
  ) t
  where t.holders > 0
  order by t.holders desc, m.position
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.shown_measure(jsonb, jsonb, text, text) is
  'What a comparative of a further turn compares with: {measure, typical, of, turn}, the figure of the product asked about last (of ITEM), else the middle of the last list (of LIST), of the measure that most of it has; of that list only what met the same comparative, where it has been said before; prices and weights as they were shown. Null where nothing was shown that has any. state: of memory.conversation_state.';

grant execute on function memory.shown_measure(jsonb, jsonb, text, text) to trueshelf_api;
