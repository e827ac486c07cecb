create or replace function product.build_demand(
  constraints jsonb,
  currency text,
  as_of timestamptz
)
returns product.demand
as $$
declare
  v_demand product.demand;
  v_constraint jsonb;
  v_filter jsonb;
  v_price jsonb;
  v_attributes jsonb := '[]';
  v_excluded_attributes jsonb := '[]';
  v_entry jsonb;
  v_group text := nullif(current_setting('trueshelf.customer_group', true), '');
  v_public_list_id bigint;
begin
  v_demand.as_of := build_demand.as_of;
  v_demand.customer_group := v_group;
  v_demand.sees_all := coalesce(current_setting('trueshelf.role', true) = 'merchant', false);

  select l.price_list_id into v_public_list_id
  from product.price_list l
  where l.currency = build_demand.currency and l.customer_group is null;
  select l.price_list_id into v_demand.price_list_id
  from product.price_list l
  where l.currency = build_demand.currency and l.customer_group = v_group;
  if v_demand.price_list_id is null then
    v_demand.price_list_id := v_public_list_id;
  else
    v_demand.fallback_list_id := v_public_list_id;
  end if;

  for v_constraint in select e.value from jsonb_array_elements(build_demand.constraints) e (value) loop
    v_filter := v_constraint -> 'filter';
    v_price := v_filter -> 'price';
    case v_constraint ->> 'kind'
      when 'CURRENT_PRICE' then
        null; -- holds for every offer: the demand's instant is always judged
      when 'PRICE_MIN' then
        if v_demand.min_amount is null or (v_price ->> 'min')::numeric > v_demand.min_amount
          or ((v_price ->> 'min')::numeric = v_demand.min_amount and not v_demand.min_exclusive)
        then
          v_demand.min_amount := v_price ->> 'min';
          v_demand.min_exclusive := coalesce((v_price ->> 'minExclusive')::boolean, false);
        end if;
      when 'PRICE_MAX' then
        if v_demand.max_amount is null or (v_price ->> 'max')::numeric < v_demand.max_amount
          or ((v_price ->> 'max')::numeric = v_demand.max_amount and not v_demand.max_exclusive)
        then
          v_demand.max_amount := v_price ->> 'max';
          v_demand.max_exclusive := coalesce((v_price ->> 'maxExclusive')::boolean, false);
        end if;
      when 'IN_STOCK' then
        v_demand.in_stock := true;
      when 'IN_STOCK_AT' then
        v_demand.location_ids := product.find_locations(product.read_texts(v_filter -> 'inStockAt', 'inStockAt'));
      when 'CATEGORY' then
        v_demand.category_ids := product.common_ids(v_demand.category_ids,
          product.find_categories(product.read_texts(v_filter -> 'categories', 'categories')));
      when 'BRAND' then
        v_demand.brand_ids := product.common_ids(v_demand.brand_ids,
          product.find_brands(product.read_texts(v_filter -> 'brands', 'brands')));
      when 'ATTRIBUTE' then
        for v_entry in select e.value from jsonb_array_elements(product.read_attributes(v_filter -> 'attributes', 'attributes')) e (value) loop
          if v_entry ->> 'name' = 'weight_grams' then
            v_demand.weight := coalesce(v_demand.weight * product.bounded_range(v_entry), product.bounded_range(v_entry));
          else
            v_attributes := v_attributes || v_entry;
          end if;
        end loop;
      when 'EXCLUDE_CATEGORY' then
        v_demand.excluded_category_ids := coalesce(v_demand.excluded_category_ids, '{}')
          || product.find_categories(product.read_texts(v_filter #> '{exclude,categories}', 'exclude.categories'));
      when 'EXCLUDE_BRAND' then
        v_demand.excluded_brand_ids := coalesce(v_demand.excluded_brand_ids, '{}')
          || product.find_brands(product.read_texts(v_filter #> '{exclude,brands}', 'exclude.brands'));
      when 'EXCLUDE_ATTRIBUTE' then
        v_excluded_attributes := v_excluded_attributes
          || product.read_attributes(v_filter #> '{exclude,attributes}', 'exclude.attributes');
      when 'EXCLUDE_PRODUCT' then
        v_demand.excluded_product_ids := coalesce(v_demand.excluded_product_ids, '{}') || coalesce((
          select array_agg(p.product_id)
          from product.product p
          where p.handle = any (product.read_texts(v_filter #> '{exclude,products}', 'exclude.products'))
        ), '{}');
    end case;
  end loop;
  v_demand.attributes := product.attribute_path(v_attributes, ' && ');
  v_demand.excluded_attributes := product.attribute_path(v_excluded_attributes, ' || ');
  return v_demand;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.build_demand(jsonb, text, timestamptz) is
  'Resolves constraints and the caller''s settings to the ids and bounds that offers are judged by. price_list_id is null where the currency has no list; then nothing qualifies.';

grant execute on function product.build_demand(jsonb, text, timestamptz) to trueshelf_api;
