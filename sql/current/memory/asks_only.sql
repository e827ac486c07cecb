create or replace function memory.asks_only(
  reading product.reading,
  has_focus boolean
)
returns boolean
as $$
declare
  v_reading product.reading := asks_only.reading;
begin
  -- "in stock" alone demands; "is it", "which", "how" ask. "The price?" asks of what was spoken of last.
  if not exists (
    select from unnest(v_reading.lexemes) l
    where l.class = 'MOVE' and l.meaning = 'ASK' and l.value <> 'EVERYTHING'
        and (v_reading.forms[l.first] in ('what', 'which', 'how') or asks_only.has_focus and (v_reading.content ~ '\?\s*$'
          or v_reading.forms[l.first - 1] = 'the' or v_reading.forms[1] = 'and'))
      -- "what is the lining?"; "which are waterproof" demands.
      or (l.class = 'ATTRIBUTE' or l.class = 'MOVE' and l.meaning = 'ASK' and l.value <> 'EVERYTHING')
        and v_reading.forms[1] in ('what', 'whats', 'which', 'how', 'and')
        and (v_reading.forms[l.first - 1] = 'the' or l.class = 'ATTRIBUTE' and v_reading.forms[l.first - 1] in ('what', 'which')))
  then
    return false;
  end if;
  for v_word in 1..cardinality(v_reading.forms) loop
    v_reading.taken[v_word] := v_reading.taken[v_word]
      or exists (select from unnest(v_reading.lexemes) l where v_word between l.first and l.last
        and (l.class = 'ATTRIBUTE' or asks_only.has_focus and l.class = 'VALUE' and l.meaning <> 'PART' and v_reading.forms[1] in ('what', 'which')))
      or ts_lexize('pg_catalog.english_stem', v_reading.forms[v_word]) = '{}'
      or v_reading.forms[v_word] in ('whats', 'come', 'comes', 'available', 'left', 'offer', 'offered', 'exactly', 'got', 'get');
  end loop;
  return memory.is_covered(v_reading, 1, cardinality(v_reading.forms), '{ASK,COURTESY}');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.asks_only(product.reading, boolean) is
  'Whether a turn asks for facts and names nothing that they could be of: "what sizes are there?", and "and the price?" where one product alone was spoken of last (has_focus).';

grant execute on function memory.asks_only(product.reading, boolean) to trueshelf_api;
