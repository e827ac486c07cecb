create or replace function product.filter_constraints(
  filter jsonb
)
returns jsonb
as $$
declare
  v_filter jsonb := jsonb_strip_nulls(coalesce(filter_constraints.filter, '{}'));
  v_price jsonb;
  v_exclude jsonb;
  v_min numeric;
  v_max numeric;
  v_currency jsonb := '{}';
  v_made jsonb := '[]';
  v_texts text[];
  v_attributes jsonb;
begin
  perform product.check_keys(v_filter, '{price,inStock,inStockAt,categories,brands,attributes,exclude}', 'the filter', 'TSFLT');

  if v_filter ? 'price' then
    v_price := v_filter -> 'price';
    perform product.check_keys(v_price, '{min,max,minExclusive,maxExclusive,currency}', 'filter.price', 'TSFLT');
    v_min := product.read_amount(v_price -> 'min', 'filter.price.min');
    v_max := product.read_amount(v_price -> 'max', 'filter.price.max');
    if v_min > v_max then
      raise exception using errcode = 'TSFLT',
        message = format('filter.price.min %s is above filter.price.max %s', v_min, v_max),
        hint = 'Swap them, or leave one out.';
    end if;
    if v_price ? 'currency' then
      perform product.check_currency(v_price ->> 'currency', 'filter.price.currency');
      v_currency := jsonb_build_object('currency', v_price -> 'currency');
    end if;
    if jsonb_typeof(coalesce(v_price -> 'minExclusive', 'true')) <> 'boolean'
      or jsonb_typeof(coalesce(v_price -> 'maxExclusive', 'true')) <> 'boolean'
    then
      raise exception using errcode = 'TSFLT',
        message = 'filter.price.minExclusive and maxExclusive must be true or false', hint = 'Leave them out for inclusive bounds.';
    end if;
    if v_min is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('PRICE_MIN', jsonb_build_object('price',
        jsonb_build_object('min', v_min::text, 'minExclusive', coalesce(v_price -> 'minExclusive', 'false')) || v_currency)));
    end if;
    if v_max is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('PRICE_MAX', jsonb_build_object('price',
        jsonb_build_object('max', v_max::text, 'maxExclusive', coalesce(v_price -> 'maxExclusive', 'false')) || v_currency)));
    end if;
  end if;

  if v_filter ? 'inStock' then
    if jsonb_typeof(v_filter -> 'inStock') <> 'boolean' then
      raise exception using errcode = 'TSFLT',
        message = format('filter.inStock is %s, expected true or false', left((v_filter -> 'inStock')::text, 60)),
        hint = 'Leave it out to have sold-out items as well.';
    end if;
    if (v_filter -> 'inStock')::boolean then
      v_made := v_made || jsonb_build_array(product.argument_constraint('IN_STOCK', '{"inStock": true}'));
    end if;
  end if;

  v_texts := product.read_texts(v_filter -> 'inStockAt', 'filter.inStockAt');
  if v_texts is not null then
    perform product.find_locations(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('IN_STOCK_AT', jsonb_build_object('inStockAt', v_texts)));
  end if;
  v_texts := product.read_texts(v_filter -> 'categories', 'filter.categories');
  if v_texts is not null then
    perform product.find_categories(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('CATEGORY', jsonb_build_object('categories', v_texts)));
  end if;
  v_texts := product.read_texts(v_filter -> 'brands', 'filter.brands');
  if v_texts is not null then
    perform product.find_brands(v_texts);
    v_made := v_made || jsonb_build_array(product.argument_constraint('BRAND', jsonb_build_object('brands', v_texts)));
  end if;
  v_attributes := product.read_attributes(v_filter -> 'attributes', 'filter.attributes');
  if v_attributes is not null then
    v_made := v_made || (
      select jsonb_agg(product.argument_constraint('ATTRIBUTE',
        jsonb_build_object('attributes', jsonb_build_array(a.value))) order by a.position)
      from jsonb_array_elements(v_attributes) with ordinality a (value, position)
    );
  end if;

  if v_filter ? 'exclude' then
    v_exclude := v_filter -> 'exclude';
    perform product.check_keys(v_exclude, '{categories,brands,attributes,products}', 'filter.exclude', 'TSFLT');
    v_texts := product.read_texts(v_exclude -> 'categories', 'filter.exclude.categories');
    if v_texts is not null then
      perform product.find_categories(v_texts);
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_CATEGORY',
        jsonb_build_object('exclude', jsonb_build_object('categories', v_texts))));
    end if;
    v_texts := product.read_texts(v_exclude -> 'brands', 'filter.exclude.brands');
    if v_texts is not null then
      perform product.find_brands(v_texts);
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_BRAND',
        jsonb_build_object('exclude', jsonb_build_object('brands', v_texts))));
    end if;
    v_attributes := product.read_attributes(v_exclude -> 'attributes', 'filter.exclude.attributes');
    if jsonb_path_exists(v_attributes, '$[*] ? (!exists(@.values))') then
      raise exception using errcode = 'TSFLT',
        message = 'filter.exclude.attributes has a range, expected values',
        hint = 'Demand the other side of the bound in filter.attributes: in place of "not over 5 kg" at most 5 kg.';
    end if;
    if v_attributes is not null then
      v_made := v_made || (
        select jsonb_agg(product.argument_constraint('EXCLUDE_ATTRIBUTE', jsonb_build_object('exclude', jsonb_build_object(
          'attributes', jsonb_build_array(a.value)))) order by a.position)
        from jsonb_array_elements(v_attributes) with ordinality a (value, position)
      );
    end if;
    v_texts := product.read_texts(v_exclude -> 'products', 'filter.exclude.products');
    if v_texts is not null then
      v_made := v_made || jsonb_build_array(product.argument_constraint('EXCLUDE_PRODUCT',
        jsonb_build_object('exclude', jsonb_build_object('products', v_texts))));
    end if;
  end if;
  return v_made;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.filter_constraints(jsonb) is
  'Checks a filter and takes it apart into constraints, each with the filter that says it alone. Raises TSFLT or TSCCY and names the key.';

grant execute on function product.filter_constraints(jsonb) to trueshelf_api;
