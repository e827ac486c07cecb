create or replace function memory.move_words(
  content text
)
returns product.reading
as $$
declare
  v_reading product.reading := product.cut_words(move_words.content);
  -- As product.read_words: nobody says more about a conversation in one turn.
  v_limit constant integer := 120;
begin

  with word as (
    select w.position::integer as position, w.form, embeddings.fold_plural(w.form) as folded,
      count(*) filter (where w.gap ~ '[,;:!?()\n]' and w.position > 1) over (order by w.position) as run
    from unnest(v_reading.forms[:v_limit], v_reading.gaps[:least(v_limit, cardinality(v_reading.forms))])
      with ordinality w (form, gap, position)
  ),
  stretch as materialized (
    select f.position as first, l.position as last,
      array_to_string(v_reading.forms[f.position:l.position - 1] || l.folded, ' ') as term
    from word f
    join word l on l.position between f.position and f.position + 5 and l.run = f.run
  ),
  found as materialized (
    select s.first, s.last, m.meaning, m.value, m.phrase
    from stretch s
    join product.move_phrase m on m.term = s.term
    where m.term = any (array(select distinct t.term from stretch t))
  )
  select coalesce(array_agg(row(f.first, f.last, 'MOVE', f.meaning, null, f.value, 'move_phrase: ' || f.phrase)::product.lexeme
    order by f.first, f.last desc, f.meaning, f.value), '{}')
  into v_reading.lexemes
  from found f
  where f.meaning <> 'LITERAL'
    -- "first" of "first aid" is no position.
    and not exists (
      select from found l
      where l.meaning = 'LITERAL' and l.first <= f.first and l.last >= f.last and l.last - l.first > f.last - f.first
    );
  return v_reading;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.move_words(text) is
  'A turn cut into words, with the phrases of product.move_phrase in it as lexemes of class MOVE (in the order of the text, the longest first); none that stands in a longer one of meaning LITERAL, and none behind the first 120 words.';

grant execute on function memory.move_words(text) to trueshelf_api;
