create or replace function product.escape_pattern(
  phrase text
)
returns text
as $$
  select regexp_replace(regexp_replace(escape_pattern.phrase, '([^[:alnum:]\s])', '\\\1', 'g'), '\s+', '\\s+', 'g');
$$
language sql
immutable
parallel safe;

comment on function product.escape_pattern(text) is 'A phrase as a regular expression that matches it literally, whatever the white space between its words.';

grant execute on function product.escape_pattern(text) to trueshelf_api;
