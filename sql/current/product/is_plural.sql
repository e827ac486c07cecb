create or replace function product.is_plural(
  noun text
)
returns boolean
as $$
  select h.word = 'they' or h.word ~ '(men|women|children|people|feet|mice|teeth)$'
    or h.word ~ '[a-z]s$' and h.word !~ '(ss|us|is)$|^(canvas|gas|lens|atlas|series|species|christmas)$'
  from (
    select lower(substring(
      -- "Hiking Boots in Nubuck", "Wireless Earbuds, 6 h", "Set of 6 Bowls": what stands before.
      regexp_replace(is_plural.noun, '(,|:|\(| [-–—] |\s(in|with|for|of|by|from|on|to)\s).*$', '', 'i') from '([[:alpha:]]+)\W*$')) as word
  ) h
  where h.word is not null
  union all
  select false
  limit 1;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_plural(text) is
  'Whether a title, or "they", takes a verb in the plural: by the last word of its head, "Boots" of "the Combe Hiking Boots in Nubuck".';

grant execute on function product.is_plural(text) to trueshelf_api;
