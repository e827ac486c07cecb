create or replace function memory.ends_piece(
  reading product.reading,
  word integer
)
returns boolean
as $$
  select ends_piece.word > cardinality((ends_piece.reading).forms)
    or memory.is_mark((ends_piece.reading).gaps[ends_piece.word])
    or (ends_piece.reading).forms[ends_piece.word] <> 'of' and (
      ts_lexize('pg_catalog.english_stem', (ends_piece.reading).forms[ends_piece.word]) = '{}'
      or (ends_piece.reading).forms[ends_piece.word] in ('please', 'dont', 'doesnt', 'isnt', 'thats', 'under', 'without')
      -- "how long does the second last?"
      or (ends_piece.reading).forms[ends_piece.word] in ('last', 'lasts') and ends_piece.word = cardinality((ends_piece.reading).forms)
      or exists (
        select from unnest((ends_piece.reading).lexemes) l
        where l.first = ends_piece.word
          and (l.class = 'COMPARATIVE' or l.class = 'MOVE' and l.meaning in ('ASK', 'COURTESY', 'INSTEAD', 'ALSO', 'UNIMPORTANT', 'LIKE'))
      ));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.ends_piece(product.reading, integer) is
  'Whether what stands before a word is said in full: the text ends there, a mark parts them, or the word is none that could go on naming a thing ("in", "please", "cheaper"); "of" is.';

grant execute on function memory.ends_piece(product.reading, integer) to trueshelf_api;
