create or replace function product.is_capitalised(
  reading product.reading,
  word integer
)
returns boolean
as $$
  select coalesce(substr((is_capitalised.reading).content, (is_capitalised.reading).starts[is_capitalised.word], 1) ~ '[[:upper:]]', false)
    and exists (
      select from unnest((is_capitalised.reading).starts) w (start)
      where substr((is_capitalised.reading).content, w.start, 1) ~ '[[:lower:]]');
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_capitalised(product.reading, integer) is
  'Whether a word is written as a name is: with a capital, in a question that does not begin every word with one.';

grant execute on function product.is_capitalised(product.reading, integer) to trueshelf_api;
