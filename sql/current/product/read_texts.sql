create or replace function product.read_texts(
  given jsonb,
  place text
)
returns text[]
as $$
begin
  if read_texts.given is null or read_texts.given = 'null' then
    return null;
  end if;
  if jsonb_typeof(read_texts.given) <> 'array'
    or jsonb_array_length(read_texts.given) > 1000
    or exists (
      select from jsonb_array_elements(read_texts.given) e (value)
      where jsonb_typeof(e.value) <> 'string' or length(e.value #>> '{}') not between 1 and 1000
    )
  then
    raise exception using errcode = 'TSFLT',
      message = format('%s is %s, expected a list of at most 1000 texts of 1 to 1000 characters', read_texts.place,
        case when jsonb_typeof(read_texts.given) = 'array' and jsonb_array_length(read_texts.given) > 1000
          then format('a list of %s', jsonb_array_length(read_texts.given))
          else left(read_texts.given::text, 100) end),
      hint = format('For example "%s": ["one", "two"].', read_texts.place);
  end if;
  return (select array_agg(distinct e.value order by e.value) from jsonb_array_elements_text(read_texts.given) e (value));
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_texts(jsonb, text) is
  'A list of texts out of a filter, sorted and without doubles; null for none or an empty list. Raises TSFLT.';

grant execute on function product.read_texts(jsonb, text) to trueshelf_api;
