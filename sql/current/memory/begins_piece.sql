create or replace function memory.begins_piece(
  reading product.reading,
  word integer
)
returns boolean
as $$
  select memory.is_covered(begins_piece.reading, (
      select coalesce(max(w.position), 1)
      from generate_series(2, begins_piece.word) w (position)
      where memory.is_mark((begins_piece.reading).gaps[w.position])
    )::integer, begins_piece.word - 1, '{COURTESY,ALSO,THAT,TALK}')
    or (begins_piece.reading).forms[begins_piece.word - 1] in ('and', 'but', 'then', 'so', 'also');
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.begins_piece(product.reading, integer) is
  'Whether a word is the first that says something: of the text, behind a mark or behind "and", with nothing but courtesies ("could you please") before it.';

grant execute on function memory.begins_piece(product.reading, integer) to trueshelf_api;
