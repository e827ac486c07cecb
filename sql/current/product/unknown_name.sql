create or replace function product.unknown_name(
  reading product.reading,
  first integer
)
returns integer
as $$
declare
  v_read product.reading := unknown_name.reading;
  v_last integer := unknown_name.first;
begin
  -- "not too shiny": how much is no part of what is refused.
  while v_read.forms[v_last] in ('too', 'very', 'so', 'really') and v_read.gaps[v_last + 1] ~ '^\s+$' loop
    v_last := v_last + 1;
  end loop;
  -- "not for me", "without that": nothing that a shop could leave out.
  if not product.is_free(v_read, unknown_name.first, v_last) or v_read.forms[v_last] !~ '^[[:alpha:]]'
    or ts_lexize('pg_catalog.english_stem', v_read.forms[v_last]) = '{}'
  then
    return null;
  end if;
  while v_read.gaps[v_last + 1] ~ '^[-\u2010-\u2015]$' and product.is_free(v_read, v_last + 1, v_last + 1) loop
    v_last := v_last + 1;
  end loop;
  return v_last;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.unknown_name(product.reading, integer) is
  'The last word of what is refused from a position on where nothing knows it: one word, with what tells how much before it and what hyphens join to it; null where a word stands there that names nothing.';

grant execute on function product.unknown_name(product.reading, integer) to trueshelf_api;
