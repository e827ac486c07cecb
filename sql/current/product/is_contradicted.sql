create or replace function product.is_contradicted(
  preference jsonb,
  demanded jsonb
)
returns boolean
as $$
declare
  v_kind constant text := is_contradicted.preference ->> 'kind';
  v_wished constant jsonb := is_contradicted.preference -> 'filter';
  v_attribute constant jsonb := v_wished #> '{attributes,0}';
  v_demand jsonb;
  v_filter jsonb;
  v_held jsonb;
begin
  for v_demand in
    select d.value from jsonb_array_elements(is_contradicted.demanded) d (value)
    where d.value ->> 'kind' in (v_kind, 'EXCLUDE_' || v_kind)
  loop
    v_filter := v_demand -> 'filter';
    case v_demand ->> 'kind'
      when 'BRAND' then
        if not product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          && product.find_brands(product.read_texts(v_filter -> 'brands', 'brands')) then
          return true;
        end if;
      when 'EXCLUDE_BRAND' then
        if product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          <@ product.find_brands(product.read_texts(v_filter #> '{exclude,brands}', 'brands')) then
          return true;
        end if;
      when 'CATEGORY' then
        if not product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          && product.find_categories(product.read_texts(v_filter -> 'categories', 'categories')) then
          return true;
        end if;
      when 'EXCLUDE_CATEGORY' then
        if product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          <@ product.find_categories(product.read_texts(v_filter #> '{exclude,categories}', 'categories')) then
          return true;
        end if;
      when 'ATTRIBUTE' then
        v_held := v_filter #> '{attributes,0}';
        continue when v_held ->> 'name' <> v_attribute ->> 'name';
        if (case
          when v_held ? 'values' and v_attribute ? 'values' then
            not v_held -> 'values' ?| array(select jsonb_array_elements_text(v_attribute -> 'values'))
          when v_held ? 'values' or v_attribute ? 'values' then
            -- Values as a variant would hold them, against the range.
            not coalesce(jsonb_build_object(v_held ->> 'name', coalesce(v_held -> 'values', v_attribute -> 'values'))
              @? product.attribute_path(jsonb_build_array(case when v_held ? 'values' then v_attribute else v_held end), ' && '), false)
          else not product.bounded_range(v_held) && product.bounded_range(v_attribute)
        end) then
          return true;
        end if;
      when 'EXCLUDE_ATTRIBUTE' then
        v_held := v_filter #> '{exclude,attributes,0}';
        if v_held ->> 'name' = v_attribute ->> 'name' and v_attribute ? 'values' and v_held -> 'values' @> (v_attribute -> 'values') then
          return true;
        end if;
    end case;
  end loop;
  return false;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_contradicted(jsonb, jsonb) is
  'Whether nothing that meets the constraints given as arguments can be what a preference wishes for: another brand, another category, other values. False for what they leave open.';

grant execute on function product.is_contradicted(jsonb, jsonb) to trueshelf_api;
