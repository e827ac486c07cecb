create or replace function memory.read_whole(
  reading product.reading,
  state jsonb,
  out rest product.reading,
  out move text
)
as $$
declare
  v_count constant integer := cardinality((read_whole.reading).forms);
  v_follows constant boolean := memory.has_memory(read_whole.state);
  v_numbered product.reading := read_whole.reading;
  v_phrase record;
  v_meanings constant text[] := array(
    select distinct l.meaning from unnest((read_whole.reading).lexemes) l where l.class = 'MOVE');
begin
  rest := read_whole.reading;
  if 'TALK' = any (v_meanings) and memory.is_covered(rest, 1, v_count, '{TALK,COURTESY}') then
    move := 'TALK';
    rest := product.take_words(rest, 1, v_count);
    return;
  end if;

  if 'RESTART' = any (v_meanings) then
    select l.first, l.last into v_phrase
    from unnest(rest.lexemes) l
    where l.class = 'MOVE' and l.meaning = 'RESTART'
      and memory.is_covered(rest, 1, l.first - 1, '{COURTESY,TALK}')
      and (memory.is_covered(rest, l.last + 1, v_count, '{COURTESY,TALK,RESTART}')
        or v_follows and (rest.gaps[l.last + 1] ~ '[,;:.!?()\n\u2013\u2014-]' or rest.forms[l.last + 1] in ('with', 'and', 'please', 'but', 'then')))
    order by l.first, l.last desc
    limit 1;
    if found then
      move := 'RESTART';
      rest := product.take_words(rest, 1, v_phrase.last
        + (v_phrase.last < v_count and rest.forms[v_phrase.last + 1] in ('with', 'and', 'please', 'but', 'then'))::integer);
      if memory.is_covered(rest, 1, v_count, '{COURTESY,TALK,RESTART}') then
        rest := product.take_words(rest, 1, v_count);
      end if;
      return;
    end if;
  end if;

  if 'MORE' = any (v_meanings) and jsonb_typeof(read_whole.state -> 'list') = 'object' then
    -- "show me 5 more", "ten more please", "more jackets".
    for v_word in 1..v_count loop
      v_numbered.taken[v_word] := v_numbered.forms[v_word] ~ '^[0-9]{1,3}$'
        or exists (select from product.numeral n where n.word = v_numbered.forms[v_word])
        or v_word > 1 and v_numbered.forms[v_word - 1] = 'more' and exists (
          select
          from jsonb_path_query(read_whole.state, '$.facts[*] ? (@.key == "CATEGORY" || @.key == "PREFER_CATEGORY").value.filter.categories[*]') s (slug)
          join product.category c on c.slug = s.slug #>> '{}'
          where c.term = embeddings.fold_plural(v_numbered.forms[v_word]));
    end loop;
    if memory.is_covered(v_numbered, 1, v_count, '{MORE,COURTESY}') then
      move := 'MORE';
      rest := product.take_words(rest, 1, v_count);
    end if;
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.read_whole(product.reading, jsonb) is
  'The moves that a turn makes as a whole: TALK (nothing but greetings and thanks), RESTART (said at its beginning; what follows a mark or "with" is left), MORE (where an earlier answer can go on); null for none. rest: the reading with those words taken.';

grant execute on function memory.read_whole(product.reading, jsonb) to trueshelf_api;
