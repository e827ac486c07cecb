create or replace function product.fraction_at(
  forms text[],
  gaps text[],
  place integer
)
returns numeric
as $$
  select f.above / f.below
  from (
    select split_part(fraction_at.forms[fraction_at.place], chr(8260), 1)::numeric as above,
      split_part(fraction_at.forms[fraction_at.place], chr(8260), 2)::numeric as below
    where fraction_at.forms[fraction_at.place] ~ format('^[0-9]{1,2}%s[1-9][0-9]?$', chr(8260))
    union all
    select fraction_at.forms[fraction_at.place]::numeric, fraction_at.forms[fraction_at.place + 1]::numeric
    where fraction_at.gaps[fraction_at.place + 1] = '/'
      and fraction_at.forms[fraction_at.place] ~ '^[0-9]{1,2}$'
      and fraction_at.forms[fraction_at.place + 1] in ('2', '3', '4', '8', '16', '32')
  ) f
  where f.above < f.below;
$$
language sql
immutable
parallel safe;

comment on function product.fraction_at(text[], text[], integer) is
  'The fraction that the word at place is, or begins: "½" as it is folded, or "1/2" as inches are written; null for anything else, such as the size 30/34.';

grant execute on function product.fraction_at(text[], text[], integer) to trueshelf_api;
