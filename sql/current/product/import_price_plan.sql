create or replace function product.import_price_plan(
  items jsonb,
  imported_at timestamptz
)
returns jsonb
as $$
  with given as (
    select
      (i.value ->> 'index')::integer as index,
      (i.value ->> 'productId')::bigint as product_id,
      (v.value ->> 'variantId')::bigint as variant_id,
      format('variants[%s].prices[%s]', v.position - 1, p.position - 1) as field,
      c.code as currency,
      coalesce(p.value ->> 'customerGroup', '') as customer_group, -- '': the public list
      round((p.value ->> 'amount')::numeric, c.minor_units) as amount,
      round((p.value ->> 'compareAt')::numeric, c.minor_units) as compare_at,
      (p.value ->> 'validFrom')::timestamptz as valid_from,
      (p.value ->> 'validTo')::timestamptz as valid_to
    from jsonb_array_elements(import_price_plan.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') with ordinality v (value, position)
    cross join jsonb_array_elements(v.value -> 'prices') with ordinality p (value, position)
    join product.currency c on c.code = p.value ->> 'currency'
  ),
  existing as (
    select
      g.index,
      g.product_id,
      g.variant_id,
      g.currency,
      g.customer_group,
      e.amount,
      e.compare_at,
      lower(e.valid) as starts,
      upper(e.valid) as ends
    from (select distinct g.index, g.product_id, g.variant_id, g.currency, g.customer_group from given g) g
    join product.price_list l on l.currency = g.currency and coalesce(l.customer_group, '') = g.customer_group
    cross join lateral (
      select e.amount, e.compare_at, e.valid
      from product.price e
      where e.product_id = g.product_id and e.variant_id = g.variant_id and e.price_list_id = l.price_list_id
      offset 0
    ) e
  ),
  dated as (
    select
      g.*,
      coalesce(
        g.valid_to,
        lead(g.valid_from) over (partition by g.variant_id, g.currency, g.customer_group order by g.valid_from)
      ) as runs_to
    from given g
    where g.valid_from is not null
  ),
  undated as (
    select g.*
    from given g
    where g.valid_from is null
  ),
  -- An undated price is the regular one: it runs from now on, except where a dated price of the same record does.
  wanted as (
    select d.index, d.product_id, d.variant_id, d.field, d.currency, d.customer_group, d.amount, d.compare_at,
      d.valid_from as starts, d.valid_to
    from dated d
    union all
    select u.index, u.product_id, u.variant_id, u.field, u.currency, u.customer_group, u.amount, u.compare_at,
      import_price_plan.imported_at, null
    from undated u
    where not exists (
        select from dated d
        where (d.variant_id, d.currency, d.customer_group) = (u.variant_id, u.currency, u.customer_group)
          and d.valid_from <= import_price_plan.imported_at
          and coalesce(d.runs_to, 'infinity') > import_price_plan.imported_at
      )
      and not exists (
        select from existing e
        where (e.variant_id, e.currency, e.customer_group) = (u.variant_id, u.currency, u.customer_group)
          and e.starts <= import_price_plan.imported_at
          and coalesce(e.ends, 'infinity') > import_price_plan.imported_at
          and (e.amount, e.compare_at) is not distinct from (u.amount, u.compare_at)
      )
    union all
    select u.index, u.product_id, u.variant_id, u.field, u.currency, u.customer_group, u.amount, u.compare_at,
      ended.valid_to, null
    from undated u
    join dated ended
      on (ended.variant_id, ended.currency, ended.customer_group) = (u.variant_id, u.currency, u.customer_group)
      and ended.valid_to > import_price_plan.imported_at
    where not exists (
      select from dated d
      where (d.variant_id, d.currency, d.customer_group) = (u.variant_id, u.currency, u.customer_group)
        and d.valid_from <= ended.valid_to
        and coalesce(d.runs_to, 'infinity') > ended.valid_to
    )
  ),
  timeline as (
    select
      coalesce(w.index, e.index) as index,
      w.field,
      coalesce(w.product_id, e.product_id) as product_id,
      coalesce(w.variant_id, e.variant_id) as variant_id,
      coalesce(w.currency, e.currency) as currency,
      coalesce(w.customer_group, e.customer_group) as customer_group,
      coalesce(w.starts, e.starts) as starts,
      w.amount,
      w.compare_at,
      w.valid_to,
      w.index is not null as is_wanted,
      e.index is not null as is_existing,
      e.amount as old_amount,
      e.compare_at as old_compare_at,
      e.ends as old_ends
    from wanted w
    full join existing e
      on e.variant_id = w.variant_id
      and e.currency = w.currency
      and e.customer_group = w.customer_group
      and e.starts = w.starts
  ),
  followed as (
    select
      t.*,
      lead(t.starts) over (partition by t.variant_id, t.currency, t.customer_group order by t.starts) as next_starts
    from timeline t
  ),
  planned as (
    select
      f.*,
      case when f.is_wanted then coalesce(f.valid_to, f.next_starts) else least(f.old_ends, f.next_starts) end as ends
    from followed f
  ),
  judged as (
    select
      p.index,
      p.field,
      p.product_id,
      p.variant_id,
      p.currency,
      p.customer_group,
      p.starts,
      p.ends,
      p.next_starts,
      case when p.is_wanted then p.amount else p.old_amount end as amount,
      case when p.is_wanted then p.compare_at else p.old_compare_at end as compare_at,
      case
        when p.is_wanted and p.ends > p.next_starts then 'overlap'
        when not p.is_existing then 'create'
        when p.is_wanted
          and (p.amount, p.compare_at) is distinct from (p.old_amount, p.old_compare_at) then 'update'
        when p.ends is distinct from p.old_ends then 'update'
        else 'keep'
      end as action
    from planned p
  )
  select coalesce(jsonb_agg(to_jsonb(j) order by j.index, j.variant_id, j.starts), '[]')
  from judged j
  where j.action <> 'keep';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_price_plan(jsonb, timestamptz) is
  'What the prices of a batch do to the price periods: objects with the period (starts, ends; null: open), its amounts and action create, update (the period that starts then) or overlap (refused). An undated price runs from imported_at, and again after each dated price of its record, until the next known period; nothing happens if the running period says the same. A dated price runs to validTo or until the next known period, and ends an earlier one that is still running then. field is null where a period is only ended.';
