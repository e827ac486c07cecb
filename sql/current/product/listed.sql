create or replace function product.listed(
  items text[]
)
returns text
as $$
  select case
    when cardinality(listed.items) < 2 then listed.items[1]
    else array_to_string(trim_array(listed.items, 1), ', ') || ' and ' || listed.items[cardinality(listed.items)]
  end;
$$
language sql
immutable
parallel safe;

comment on function product.listed(text[]) is 'Texts as a list within a sentence: "one, two and three". Null for none.';

grant execute on function product.listed(text[]) to trueshelf_api;
