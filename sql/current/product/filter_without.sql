create or replace function product.filter_without(
  filter jsonb,
  keys text[]
)
returns jsonb
as $$
declare
  v_filter jsonb := filter_without.filter;
  v_key text;
  v_path text[];
begin
  foreach v_key in array filter_without.keys loop
    case split_part(v_key, ':', 1)
      when 'PRICE_MIN' then v_filter := v_filter #- '{price,min}' #- '{price,minExclusive}';
      when 'PRICE_MAX' then v_filter := v_filter #- '{price,max}' #- '{price,maxExclusive}';
      when 'IN_STOCK' then v_filter := v_filter - 'inStock';
      when 'IN_STOCK_AT' then v_filter := v_filter - 'inStockAt';
      when 'CATEGORY' then v_filter := v_filter - 'categories';
      when 'BRAND' then v_filter := v_filter - 'brands';
      when 'EXCLUDE_CATEGORY' then v_filter := v_filter #- '{exclude,categories}';
      when 'EXCLUDE_BRAND' then v_filter := v_filter #- '{exclude,brands}';
      when 'EXCLUDE_PRODUCT' then v_filter := v_filter #- '{exclude,products}';
      when 'ATTRIBUTE', 'EXCLUDE_ATTRIBUTE' then
        v_path := case when v_key like 'EXCLUDE%' then '{exclude,attributes}' else '{attributes}' end::text[];
        if v_filter #> v_path is not null then
          v_filter := jsonb_set(v_filter, v_path, (
            select coalesce(jsonb_agg(a.value order by a.position), '[]')
            from jsonb_array_elements(v_filter #> v_path) with ordinality a (value, position)
            where a.value ->> 'name' <> substr(v_key, strpos(v_key, ':') + 1)));
          if v_filter #> v_path = '[]' then
            v_filter := v_filter #- v_path;
          end if;
        end if;
    end case;
  end loop;
  return v_filter;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.filter_without(jsonb, text[]) is
  'A filter without what it demands under these constraint keys, such as PRICE_MAX or ATTRIBUTE:colour, values and ranges alike; what it does not have changes nothing. The currency stays.';

grant execute on function product.filter_without(jsonb, text[]) to trueshelf_api;
