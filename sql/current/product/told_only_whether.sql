create or replace function product.told_only_whether(
  reading product.reading,
  measure product.measure
)
returns text
as $$
  select a.label
  from unnest((told_only_whether.reading).lexemes) l
  join product.attribute a on a.name = l.name
  where (told_only_whether.measure).bound is null
    and (told_only_whether.measure).unit is not null
    and (told_only_whether.reading).forms[(told_only_whether.measure).first - 1] = 'to'
    and product.is_free(told_only_whether.reading, (told_only_whether.measure).first - 1, (told_only_whether.measure).first - 1)
    and l.class = 'ATTRIBUTE' and l.meaning = 'boolean' and l.last = (told_only_whether.measure).first - 2
  order by a.label
  limit 1;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.told_only_whether(product.reading, product.measure) is
  'The label of the attribute that leads to a measure with "to" and has none: "waterproof to 50 m" where only whether is recorded. Null otherwise.';

grant execute on function product.told_only_whether(product.reading, product.measure) to trueshelf_api;
