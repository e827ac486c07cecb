create or replace function product.list_step(
  reading product.reading,
  last integer,
  out word integer,
  out strong boolean
)
as $$
declare
  v_forms text[] := (list_step.reading).forms;
  v_gaps text[] := (list_step.reading).gaps;
  v_word integer := list_step.last + 1;
  v_comma boolean := v_gaps[v_word] ~ '^\s*,\s*$';
begin
  if v_gaps[v_word] = '/' and v_word <= cardinality(v_forms) then
    strong := true;
    word := v_word;
    return;
  end if;
  if v_word > cardinality(v_forms) or not (v_comma or v_gaps[v_word] ~ '^\s+$') then
    return;
  end if;
  strong := v_forms[v_word] in ('or', 'nor');
  if strong or v_forms[v_word] = 'and' then
    v_word := v_word + 1;
    if v_word <= cardinality(v_forms) and v_gaps[v_word] ~ '^\s+$' then
      word := v_word;
    end if;
  elsif v_comma then
    word := v_word;
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.list_step(product.reading, integer) is
  'Where a list goes on behind the word last: word is the next thing''s first word, null where no comma, "/", "or", "nor" or "and" follows; strong: an "or" or "/" says that what follows is one more of them.';

grant execute on function product.list_step(product.reading, integer) to trueshelf_api;
