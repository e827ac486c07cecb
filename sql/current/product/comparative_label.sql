create or replace function product.comparative_label(
  preference jsonb
)
returns text
as $$
  select case f.measure || ' ' || f.direction
    when 'price LESS' then 'cheaper'
    when 'price MORE' then 'more expensive'
    when 'weight_grams LESS' then 'lighter'
    when 'weight_grams MORE' then 'heavier'
    when 'released_on LESS' then 'older'
    when 'released_on MORE' then 'newer'
    when 'rating LESS' then 'lower rated'
    when 'rating MORE' then 'better rated'
    -- "quieter", "smaller": the word of the row says it better than the attribute does.
    else coalesce(substring(f.origin from '^comparative: (.+)$'), lower(f.direction) || ' ' || product.attribute_label(f.measure))
  end
  from (
    select comparative_label.preference #>> '{measures,0}' as measure, comparative_label.preference ->> 'direction' as direction,
      comparative_label.preference ->> 'origin' as origin
  ) f;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.comparative_label(jsonb) is
  'A COMPARATIVE in a word: "lighter", "cheaper", "newer"; of a number attribute as its row has it, "quieter", else "less noise".';

grant execute on function product.comparative_label(jsonb) to trueshelf_api;
