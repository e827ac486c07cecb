create or replace function product.check_text(
  content text
)
returns void
as $$
begin
  if length(check_text.content) > 1000 then
    raise exception using errcode = 'TSTXT',
      message = format('the text has %s characters, expected at most 1000', length(check_text.content)),
      hint = 'Shorten the question.';
  end if;
  -- \s knows the blanks of ASCII only.
  if check_text.content !~ '[^\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]' then
    raise exception using errcode = 'TSTXT',
      message = 'the text is empty',
      hint = 'Ask for something, for example "leather jacket under $150". To browse without a question, give no text.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_text(text) is 'Raises TSTXT for a text of more than 1000 characters or of white space only. Null passes.';

grant execute on function product.check_text(text) to trueshelf_api;
