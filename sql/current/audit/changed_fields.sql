create or replace function audit.changed_fields(
  change audit.change,
  as_of timestamptz
)
returns table (
  field text,
  before text,
  after text
)
as $$
  -- What has a period counts where that holds the instant: a price that is to begin, or is long over, moved nothing.
  with side as (
    select
      case when ((changed_fields.change).before ->> 'valid')::tstzrange @> changed_fields.as_of is not false
        then (changed_fields.change).before end as before,
      case when ((changed_fields.change).after ->> 'valid')::tstzrange @> changed_fields.as_of is not false
        then (changed_fields.change).after end as after
  )
  select k.key, s.before ->> k.key, s.after ->> k.key
  from side s
  cross join lateral jsonb_object_keys(coalesce(s.after, s.before)) k (key)
  where s.before -> k.key is distinct from s.after -> k.key
    -- Of what came or went as a whole, what says that it did.
    and (s.before is not null and s.after is not null or k.key = case (changed_fields.change).relation
      when 'product.product' then 'status'
      when 'product.price' then 'amount'
      when 'product.stock' then 'on_hand'
      when 'product.audience' then 'customer_group'
      when 'product.curation' then 'action'
    end)
  order by k.key;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.changed_fields(audit.change, timestamptz) is
  'The fields that a row of the change log changed, as text, before null where the row is new, after null where it is gone; none for a price or a pin of a period that does not hold the instant, before and after.';
