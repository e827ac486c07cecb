create or replace function memory.is_covered(
  reading product.reading,
  first integer,
  last integer,
  meanings text[]
)
returns boolean
as $$
declare
  -- The word that has to be covered next, for each way to lay the phrases end to end.
  v_next integer[] := array[is_covered.first];
  v_piece record;
begin
  for v_piece in
    select l.first, l.last
    from unnest((is_covered.reading).lexemes) l
    where l.class = 'MOVE' and l.meaning = any (is_covered.meanings) and l.first >= is_covered.first and l.last <= is_covered.last
    union
    select w.position, w.position
    from unnest((is_covered.reading).taken[is_covered.first:is_covered.last]) with ordinality t (is_taken, place)
    cross join lateral (select is_covered.first + t.place::integer - 1 as position) w
    where t.is_taken
    order by 1, 2
  loop
    if v_piece.first = any (v_next) then
      v_next := v_next || (v_piece.last + 1);
    end if;
  end loop;
  return is_covered.last < is_covered.first or is_covered.last + 1 = any (v_next);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.is_covered(product.reading, integer, integer, text[]) is
  'Whether phrases of these meanings, laid end to end, and words that are taken are all that the words from first to last say; true for no word.';

grant execute on function memory.is_covered(product.reading, integer, integer, text[]) to trueshelf_api;
