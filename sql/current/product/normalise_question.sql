create or replace function product.normalise_question(
  question text
)
returns text
as $$
  -- The blanks of product.check_text; \s alone knows those of ASCII.
  select lower(
    btrim(
      regexp_replace(
        normalise_question.question,
        '[\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+', ' ', 'g'
      ),
      ' '
    )
  );
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.normalise_question(text) is
  'A question as product.curation.query_text has it: lower case, single spaces, none at the ends. Empty for white space only, null for null.';

grant execute on function product.normalise_question(text) to trueshelf_api;
