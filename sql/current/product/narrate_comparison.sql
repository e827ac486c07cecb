create or replace function product.narrate_comparison(
  comparison jsonb,
  interpretation jsonb,
  anchor_title text
)
returns text
as $$
  select case
    when narrate_comparison.comparison ->> 'typical' is null or narrate_comparison.comparison ->> 'actual' = 'not recorded' then
      format('whether it is %s cannot be told: %s', (
        select product.comparative_label(p.value)
        from jsonb_array_elements(narrate_comparison.interpretation -> 'preferences') p (value)
        where p.value ->> 'id' = narrate_comparison.comparison ->> 'preferenceId'),
        case when narrate_comparison.comparison ->> 'typical' is not null then 'nothing is recorded of this one'
          when narrate_comparison.anchor_title is not null then format('nothing is recorded of %s', narrate_comparison.anchor_title)
          else 'nothing is recorded to compare by' end)
    else format(
      case
        when narrate_comparison.comparison ->> 'measure' = 'released_on' then 'released on %s, it is %s%s%s'
        when narrate_comparison.comparison ->> 'measure' in ('weight_grams', 'price', 'rating') then 'at %s it is %s%s%s'
        else 'at %s its %s%s%s'
      end,
      narrate_comparison.comparison ->> 'actual',
      -- "noise less than 72 dB": its noise is less.
      case when narrate_comparison.comparison ->> 'measure' not in ('weight_grams', 'price', 'rating', 'released_on')
        then product.attribute_label(narrate_comparison.comparison ->> 'measure') || ' is ' end,
      case when (narrate_comparison.comparison ->> 'satisfied')::boolean then '' else 'not ' end,
      r.relation || case
        when narrate_comparison.anchor_title is not null then
          format(' than %s (%s)', narrate_comparison.anchor_title, narrate_comparison.comparison ->> 'typical')
        -- Said again, a comparative goes on from what was shown.
        when (
          select p.value -> 'comparedWith' <> 'null'
          from jsonb_array_elements(narrate_comparison.interpretation -> 'preferences') p (value)
          where p.value ->> 'id' = narrate_comparison.comparison ->> 'preferenceId'
        ) then format(' than the %s in the middle of what I showed before', narrate_comparison.comparison ->> 'typical')
        else format(' than the typical %s', narrate_comparison.comparison ->> 'typical') end)
  end
  from (
    select case
      when narrate_comparison.comparison ->> 'measure' in ('weight_grams', 'price', 'rating', 'released_on') then
        split_part(narrate_comparison.comparison ->> 'required', ' than ', 1)
      else substring(split_part(narrate_comparison.comparison ->> 'required', ' than ', 1) from '\S+$') end as relation
  ) r;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_comparison(jsonb, jsonb, text) is
  'What the evidence of an item says of a comparative, as a clause with both numbers: "at 840 g it is lighter than the typical 1.2 kg" anchor_title: of the product that was compared with, null for the middle of what is like the question.';

grant execute on function product.narrate_comparison(jsonb, jsonb, text) to trueshelf_api;
