create or replace function audit.left_open(
  differences jsonb,
  is_merchant boolean
)
returns jsonb
as $$
  with unexplained as (
    select d.value ->> 'kind' as kind, d.value ->> 'field' as field, d.value ->> 'handle' as handle
    from jsonb_array_elements(left_open.differences) d (value)
    where d.value -> 'causes' = '[]'
  ),
  said as (
    select 1 as position, 'What changed prices, texts and restrictions, and who did it, is told to merchants only.' as sentence
    where not left_open.is_merchant
      and exists (select from unexplained o where o.kind in ('ROW_GONE', 'ROW_NEW', 'ORDER', 'TEXT', 'VARIANT', 'PRICE', 'STOCK'))
    union all
    select 2, format('The change log has nothing since then of %s that explains %s: a transaction that was still open then may have written it, or it lies in other products, in ratings or in release dates.',
      string_agg(distinct o.handle, ', ' order by o.handle), string_agg(distinct w.word, ', ' order by w.word))
    from unexplained o
    join (values ('ROW_GONE', 'a row that is gone'), ('ROW_NEW', 'a row that is new'), ('ORDER', 'another order'),
      ('PRICE', 'another price'), ('STOCK', 'another stock'), ('VARIANT', 'another variant')) w (kind, word) on w.kind = o.kind
    where left_open.is_merchant
    having count(*) > 0
    union all
    select 3, 'Of variants, brands, categories and locations no changes are logged, so why a text or a weight differs is not known.'
    where left_open.is_merchant and exists (select from unexplained o where o.kind = 'TEXT')
    union all
    select 4, 'The answer was compared by another model of meaning, so places may differ for no change of any product.'
    where exists (select from unexplained o where o.kind = 'MODEL' and o.field in ('embeddingModel', 'mode'))
    union all
    select 5, 'Vectors were made anew by the same model; what it gave before is not kept.'
    where exists (select from unexplained o where o.kind = 'MODEL' and o.field = 'embeddedAt')
    union all
    select 6, 'What the catalogue''s words mean, and the floor of the model, are read as they are now; the log has no changes of them.'
    where exists (select from unexplained o where o.kind = 'INTERPRETATION' or o.field = 'similarityFloor')
    union all
    select 7, 'Which products beyond the rows shown came or went is not looked for, so the total has no causes.'
    where exists (select from unexplained o where o.kind = 'COUNT')
  )
  select coalesce(jsonb_agg(s.sentence order by s.position), '[]')
  from said s;
$$
language sql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.left_open(jsonb, boolean) is
  'What a replay cannot say, in sentences: for the differences that no entry of the change log explains, why there may be none.';

grant execute on function audit.left_open(jsonb, boolean) to trueshelf_api;
