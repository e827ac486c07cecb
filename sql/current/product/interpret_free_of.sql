create or replace function product.interpret_free_of(
  reading product.reading
)
returns product.reading
as $$
declare
  v_reading product.reading := interpret_free_of.reading;
  v_free integer := array_position(v_reading.forms, 'free');
  v_found jsonb;
begin
  while v_free is not null loop
    -- "pvc-free tarpaulin" is a material, "free delivery" another wish.
    if product.is_free(v_reading, v_free - 1, v_free) and v_reading.gaps[v_free] ~ '^(\s+|[-\u2010-\u2015])$'
      and not exists (
        select from unnest(v_reading.lexemes) l
        where v_free between l.first and l.last and l.last > l.first)
    then
      for v_first in greatest(v_free - 3, 1)..v_free - 1 loop
        v_found := product.recognise_words(v_reading, v_first, '{ATTRIBUTE}', null, true, true);
        if (v_found ->> 'last')::integer = v_free - 1 then
          v_reading.constraints := v_reading.constraints || jsonb_build_array(
            v_found - '{last,attribute}'::text[] || jsonb_build_object('span', product.word_span(v_reading, v_first, v_free)));
          v_reading := product.take_words(v_reading, v_first, v_free);
          exit;
        end if;
      end loop;
    end if;
    v_free := array_position(v_reading.forms, 'free', v_free + 1);
  end loop;
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.interpret_free_of(product.reading) is
  'Reads "leather-free" and "wool free" as exclusions of the value before "free". Before anything else it is left alone: "hands-free".';

grant execute on function product.interpret_free_of(product.reading) to trueshelf_api;
