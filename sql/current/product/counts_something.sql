create or replace function product.counts_something(
  reading product.reading,
  first integer,
  amount numeric
)
returns boolean
as $$
declare
  v_last integer := counts_something.first - 1;
begin
  while (counts_something.reading).forms[v_last] in ('is', 'are', 'of', 'at') and (counts_something.reading).gaps[v_last + 1] ~ '^\s+$' loop
    v_last := v_last - 1;
  end loop;
  return (counts_something.reading).gaps[v_last + 1] ~ '^[\s:-]*$' and exists (
    select from unnest((counts_something.reading).lexemes) l
    where l.last = v_last
      and (l.class = 'ATTRIBUTE' and l.meaning = 'number' and l.origin like 'attribute: %'
        or l.class = 'PHRASE' and (l.meaning = 'NO_PRICE' or l.meaning = 'CHILD' and counts_something.amount <= 18)));
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.counts_something(product.reading, integer, numeric) is
  'Whether what stands before word first, which starts a bound, says that its bare number is no money: "rated over 4", "sizes from 38 to 40", "toys for kids under 5".';

grant execute on function product.counts_something(product.reading, integer, numeric) to trueshelf_api;
