create or replace function product.negation_lead(
  reading product.reading,
  first integer
)
returns integer
as $$
declare
  v_forms text[] := (negation_lead.reading).forms;
  v_gaps text[] := (negation_lead.reading).gaps;
  v_first integer := negation_lead.first;
begin
  if v_forms[v_first - 1] in ('is', 'are') and v_forms[v_first - 2] in ('it', 'they') and v_gaps[v_first] ~ '^\s+$'
    and product.is_free(negation_lead.reading, v_first - 1, v_first - 1)
  then
    v_first := v_first - 1;
  end if;
  if v_forms[v_first - 1] in ('i', 'we', 'it', 'they') and v_gaps[v_first] ~ '^\s+$'
    and product.is_free(negation_lead.reading, v_first - 1, v_first - 1)
  then
    v_first := v_first - 1;
    if v_forms[v_first - 1] in ('but', 'and') and v_gaps[v_first] ~ '^\s+$' and product.is_free(negation_lead.reading, v_first - 1, v_first - 1) then
      v_first := v_first - 1;
    end if;
  end if;
  return v_first;
end
$$
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.negation_lead(product.reading, integer) is
  'The first word of who says a negation that starts with word first, with what ties it to the rest: "but I" of "but I don''t want", "it is" of "it is not"; the word itself where nobody says it.';

grant execute on function product.negation_lead(product.reading, integer) to trueshelf_api;
