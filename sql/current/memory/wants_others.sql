create or replace function memory.wants_others(
  reading product.reading,
  last integer
)
returns boolean
as $$
  select (wants_others.reading).forms[wants_others.last + 1] = 'but'
    or exists (
      select from unnest((wants_others.reading).lexemes) l
      where l.class = 'COMPARATIVE'
        and true <> all ((wants_others.reading).taken[l.first:l.last])
        and (not memory.is_question(wants_others.reading)
          or array_to_string((wants_others.reading).forms, ' ') ~ '\m(?:do you (?:have|sell|stock)|have you got|is there|are there|anything|something|find|show)\M')
    );
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.wants_others(product.reading, integer) is
  'Whether a turn that points at a product (with its last word) asks for others that differ from it: "the second one but cheaper", "do you have that one lighter?"; "is it lighter?" asks of the product itself.';

grant execute on function memory.wants_others(product.reading, integer) to trueshelf_api;
