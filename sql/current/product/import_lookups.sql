create or replace function product.import_lookups(
  items jsonb
)
returns jsonb
as $$
declare
  v_brands integer;
  v_lists integer;
  v_locations integer;
begin
  insert into product.brand as b (slug, name)
  select
    case
      when g.slug is null or exists (select from product.brand t where t.slug = g.slug)
        or row_number() over (partition by g.slug order by g.index) > 1
      then left(coalesce(g.slug, 'brand'), 93) || '-' || left(md5(lower(g.name)), 6)
      else g.slug
    end,
    g.name
  from (
    select distinct on (lower(i.value ->> 'brand'))
      (i.value ->> 'index')::integer as index,
      i.value ->> 'brand' as name,
      i.value ->> 'brandSlug' as slug
    from jsonb_array_elements(import_lookups.items) i (value)
    where i.value ->> 'brand' is not null
    order by lower(i.value ->> 'brand'), (i.value ->> 'index')::integer
  ) g
  where not exists (select from product.brand b where lower(b.name) = lower(g.name))
  order by g.index;
  get diagnostics v_brands = row_count;

  with given as (
    select
      p.value ->> 'currency' as currency,
      p.value ->> 'customerGroup' as customer_group,
      concat_ws('-', coalesce(p.value ->> 'customerGroup', 'public'), lower(p.value ->> 'currency')) as code,
      min((i.value ->> 'index')::integer) as index
    from jsonb_array_elements(import_lookups.items) i (value)
    cross join jsonb_array_elements(i.value -> 'variants') v (value)
    cross join jsonb_array_elements(v.value -> 'prices') p (value)
    group by 1, 2
  )
  insert into product.price_list as l (code, name, currency, customer_group, is_default)
  select
    g.code || case when exists (select from product.price_list t where t.code = g.code) then '-2' else '' end,
    product.humanise(coalesce(g.customer_group, 'public')) || ' ' || g.currency,
    g.currency,
    g.customer_group,
    g.customer_group is null
      and not exists (select from product.price_list t where t.is_default)
      and row_number() over (partition by g.customer_group order by g.index, g.currency) = 1
  from given g
  where not exists (
    select from product.price_list l
    where l.currency = g.currency and l.customer_group is not distinct from g.customer_group
  )
  order by g.index, g.code;
  get diagnostics v_lists = row_count;

  insert into product.location as l (code, name)
  select distinct s.value ->> 'location', product.humanise(s.value ->> 'location')
  from jsonb_array_elements(import_lookups.items) i (value)
  cross join jsonb_array_elements(i.value -> 'variants') v (value)
  cross join jsonb_array_elements(v.value -> 'stock') s (value)
  where not exists (select from product.location l where l.code = s.value ->> 'location');
  get diagnostics v_locations = row_count;

  return jsonb_build_array(
    jsonb_build_object('kind', 'brand', 'created', v_brands, 'updated', 0, 'unchanged', 0),
    jsonb_build_object('kind', 'price_list', 'created', v_lists, 'updated', 0, 'unchanged', 0),
    jsonb_build_object('kind', 'location', 'created', v_locations, 'updated', 0, 'unchanged', 0)
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_lookups(jsonb) is
  'Creates the brands (equal whatever their case), price lists ("public-usd"; the first public one becomes the default if there is none) and locations that the products of a batch name for the first time. Returns counts.';
