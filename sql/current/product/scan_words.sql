create or replace function product.scan_words(
  content text
)
returns table (
  place integer,
  form text,
  start integer,
  behind integer,
  gap text
)
as $$
  with piece as (
    select m.piece[1] as gap, m.piece[2] as word, m.position
    from regexp_matches(
      scan_words.content,
      '([\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]*)'
      '([0-9]+(?:[.,][0-9]+)*|[&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf]'
      '|[^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+'
      '(?:[''\u2019][^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+)*)',
      'g') with ordinality m (piece, position)
  )
  select p.position::integer,
    case when p.word = '&' then 'and' else
      translate(lower(regexp_replace(normalize(p.word, NFKD), '[\u0300-\u036F''\u2019]', '', 'g')), '×', 'x') end,
    (sum(length(p.gap) + length(p.word)) over reading - length(p.word) + 1)::integer,
    (sum(length(p.gap) + length(p.word)) over reading + 1)::integer,
    p.gap
  from piece p
  window reading as (order by p.position);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.scan_words(text) is
  'The words of a text in its order: form (lower case, without accents and apostrophes, "&" as "and"; a number with its separators, a sign of money or measure), where it starts and the position behind it (code points from 1), and the gap before it. product.term, which columns are made of, cuts names the same way: to change this takes a migration.';

grant execute on function product.scan_words(text) to trueshelf_api;
