create or replace function product.write_cursor(
  content jsonb
)
returns text
as $$
  select rtrim(translate(encode(convert_to(write_cursor.content::text, 'UTF8'), 'base64'), E'+/\n', '-_'), '=');
$$
language sql
immutable
parallel safe;

comment on function product.write_cursor(jsonb) is 'A cursor as callers carry it: base64url of its content.';

grant execute on function product.write_cursor(jsonb) to trueshelf_api;
