create or replace function product.read_list(
  reading product.reading,
  first integer,
  kinds text[],
  attribute text,
  loose boolean,
  mended boolean
)
returns jsonb
as $$
declare
  v_read product.reading := read_list.reading;
  v_found jsonb;
  v_next jsonb;
  v_path text[];
  v_word integer;
  v_strong boolean;
begin
  v_found := product.recognise_words(v_read, read_list.first, read_list.kinds, read_list.attribute, false, read_list.loose);
  if v_found is null and read_list.mended then
    v_read := product.mend_words(v_read, read_list.first, read_list.kinds, read_list.attribute);
    v_found := product.recognise_words(v_read, read_list.first, read_list.kinds, read_list.attribute, false, read_list.loose);
  end if;
  if v_found is null then
    return null;
  end if;
  v_path := case v_found ->> 'kind' when 'BRAND' then '{brands}' when 'CATEGORY' then '{categories}' else '{attributes,0,values}' end;
  -- "in black, navy or blue": any of them will do. Only more of the same kind joins, and of the same attribute.
  loop
    select s.word, s.strong into v_word, v_strong from product.list_step(v_read, (v_found ->> 'last')::integer) s;
    exit when v_word is null;
    v_next := product.recognise_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute', false, read_list.loose);
    if v_next is null and v_strong and read_list.mended then
      v_read := product.mend_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute');
      v_next := product.recognise_words(v_read, v_word, array[v_found ->> 'kind'], v_found ->> 'attribute', false, read_list.loose);
    end if;
    exit when v_next is null;
    v_found := v_found || jsonb_build_object(
      'last', v_next -> 'last',
      'alternatives', '[]'::jsonb, -- another reading of one of several would be none of them all
      'filter', jsonb_set(v_found -> 'filter', v_path, (
        select jsonb_agg(v.value order by v.position)
        from (
          select e.value, min(e.position) as position
          from jsonb_array_elements((v_found -> 'filter' #> v_path) || (v_next -> 'filter' #> v_path)) with ordinality e (value, position)
          group by e.value
          order by position
          limit 1000 -- as many as a filter takes
        ) v
      )));
  end loop;
  return v_found;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.read_list(product.reading, integer, text[], text, boolean, boolean) is
  'What product.recognise_words finds from a position on, joined with more of its kind behind commas, "or" and "and"; last: of the last one. mended: misspelt words are mended.';

grant execute on function product.read_list(product.reading, integer, text[], text, boolean, boolean) to trueshelf_api;
