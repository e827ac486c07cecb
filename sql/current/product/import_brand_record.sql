create or replace function product.import_brand_record(
  item jsonb,
  out created integer,
  out updated integer,
  out field text,
  out reason text
)
as $$
declare
  v_slug text := import_brand_record.item ->> 'slug';
  v_name text := import_brand_record.item ->> 'name';
  v_named product.brand;
  v_slugged product.brand;
begin
  created := 0;
  updated := 0;
  select b.* into v_named from product.brand b where lower(b.name) = lower(v_name);
  select b.* into v_slugged from product.brand b where b.slug = v_slug;

  if v_named.brand_id <> v_slugged.brand_id then
    field := 'slug';
    reason := format('is the brand "%s", and "%s" is another brand', v_slugged.name, v_named.name);
  elsif v_named.brand_id is null and v_slugged.brand_id is null then
    created := (product.import_lookups(
      jsonb_build_array(
        jsonb_build_object(
          'index', 0,
          'brand', v_name,
          'brandSlug', coalesce(v_slug, import_brand_record.item ->> 'brandSlug'),
          'variants', '[]'::jsonb
        )
      )
    ) -> 0 ->> 'created')::integer;
  else
    update product.brand b
    set name = v_name, slug = coalesce(v_slug, b.slug)
    where b.brand_id = coalesce(v_slugged.brand_id, v_named.brand_id)
      and (b.name, b.slug) is distinct from (v_name, coalesce(v_slug, b.slug));
    get diagnostics updated = row_count;
  end if;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_brand_record(jsonb) is
  'Creates a brand, or renames the one that its slug or, without a slug, its name finds. reason: why the record is refused, null when it is not.';
