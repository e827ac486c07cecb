create or replace function product.pick_wording(
  seed text,
  variadic wordings text[]
)
returns text
as $$
  select pick_wording.wordings[
    1 + ('x' || left(md5(pick_wording.seed || array_length(pick_wording.wordings, 1)), 7))::bit(28)::integer % array_length(pick_wording.wordings, 1)];
$$
language sql
immutable
parallel safe;

comment on function product.pick_wording(text, text[]) is
  'One of some ways to say the same. The same seed always gives the same, so that an answer can be told again word by word.';

grant execute on function product.pick_wording(text, text[]) to trueshelf_api;
