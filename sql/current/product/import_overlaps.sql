create or replace function product.import_overlaps(
  planned jsonb
)
returns jsonb
as $$
  select coalesce(jsonb_agg(to_jsonb(f) order by f.index), '[]')
  from (
    select distinct on (p.index)
      p.index,
      p.field || '.validTo' as field,
      format(
        'overlaps the later price period that begins %s; end it by then, or begin at that instant to replace that period',
        product.rfc3339(p.next_starts)
      ) as reason,
      product.rfc3339(p.ends) as found
    from jsonb_to_recordset(import_overlaps.planned) as p (
      index integer,
      field text,
      action text,
      ends timestamptz,
      next_starts timestamptz
    )
    where p.action = 'overlap'
    order by p.index, p.field
  ) f;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_overlaps(jsonb) is
  'The rejections in a price plan, the first per product: a period that would run into a later one is refused, for which of the two is meant nobody can tell.';
