create or replace function product.is_contradicted(
  wish jsonb,
  demanded jsonb
)
returns boolean
as $$
declare
  v_kind constant text := is_contradicted.wish ->> 'kind';
  v_opposites constant text[] := case
    when v_kind in ('BRAND', 'CATEGORY', 'ATTRIBUTE') then array[v_kind, 'EXCLUDE_' || v_kind]
    when v_kind in ('EXCLUDE_BRAND', 'EXCLUDE_CATEGORY', 'EXCLUDE_ATTRIBUTE') then array[replace(v_kind, 'EXCLUDE_', '')]
    when v_kind = 'PRICE_MIN' then '{PRICE_MAX}'
    when v_kind = 'PRICE_MAX' then '{PRICE_MIN}'
  end;
  v_demand jsonb;
  v_pair text;
  v_wished jsonb;
  v_held jsonb;
  v_lost text[];
  v_is_met boolean;
begin
  for v_demand in
    select d.value from jsonb_array_elements(is_contradicted.demanded) d (value)
    where d.value ->> 'kind' = any (v_opposites)
  loop
    v_wished := is_contradicted.wish -> 'filter';
    v_held := v_demand -> 'filter';
    v_pair := v_demand ->> 'kind';
    -- An exclusion and a demand, or a floor and a ceiling, exclude each other whichever is the wish.
    if v_kind like 'EXCLUDE%' or v_kind = 'PRICE_MAX' then
      v_wished := v_demand -> 'filter';
      v_held := is_contradicted.wish -> 'filter';
      v_pair := v_kind;
    end if;
    case v_pair
      when 'PRICE_MIN', 'PRICE_MAX' then
        v_is_met := case
          when (v_wished #>> '{price,minExclusive}')::boolean or (v_held #>> '{price,maxExclusive}')::boolean then
            (v_wished #>> '{price,min}')::numeric < (v_held #>> '{price,max}')::numeric
          else (v_wished #>> '{price,min}')::numeric <= (v_held #>> '{price,max}')::numeric
        end;
      when 'BRAND' then
        v_is_met := product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          && product.find_brands(product.read_texts(v_held -> 'brands', 'brands'));
      when 'EXCLUDE_BRAND' then
        v_is_met := not product.find_brands(product.read_texts(v_wished -> 'brands', 'brands'))
          <@ product.find_brands(product.read_texts(v_held #> '{exclude,brands}', 'brands'));
      when 'CATEGORY' then
        v_is_met := product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          && product.find_categories(product.read_texts(v_held -> 'categories', 'categories'));
      when 'EXCLUDE_CATEGORY' then
        v_is_met := not product.find_categories(product.read_texts(v_wished -> 'categories', 'categories'))
          <@ product.find_categories(product.read_texts(v_held #> '{exclude,categories}', 'categories'));
      when 'ATTRIBUTE' then
        v_wished := v_wished #> '{attributes,0}';
        v_held := v_held #> '{attributes,0}';
        v_is_met := v_held ->> 'name' <> v_wished ->> 'name' or case
          when v_held ? 'values' and v_wished ? 'values' then
            v_held -> 'values' ?| array(select jsonb_array_elements_text(v_wished -> 'values'))
          when v_held ? 'values' or v_wished ? 'values' then
            -- Values as a variant would hold them, against the range.
            coalesce(jsonb_build_object(v_held ->> 'name', coalesce(v_held -> 'values', v_wished -> 'values'))
              @? product.attribute_path(jsonb_build_array(case when v_held ? 'values' then v_wished else v_held end), ' && '), false)
          else product.bounded_range(v_held) && product.bounded_range(v_wished)
        end;
      when 'EXCLUDE_ATTRIBUTE' then
        v_wished := v_wished #> '{attributes,0}';
        v_held := v_held #> '{exclude,attributes,0}';
        -- Who says black wishes for matt black as well; to whom black is excluded, that is not left of it.
        v_lost := array(
          select h.value from jsonb_array_elements_text(v_held -> 'values') h (value) where v_wished -> 'values' ? h.value);
        v_is_met := v_held ->> 'name' <> v_wished ->> 'name' or not v_wished ? 'values' or exists (
          select from jsonb_array_elements_text(v_wished -> 'values') w (value)
          where w.value <> all (v_lost)
            and not exists (select from unnest(v_lost) l (value) where right(w.value, length(l.value) + 1) = ' ' || l.value));
    end case;
    if not v_is_met then
      return true;
    end if;
  end loop;
  return false;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.is_contradicted(jsonb, jsonb) is
  'Whether nothing that meets one of the demanded constraints can be what a preference or constraint of a text wishes for: another brand, another category, other values, what is excluded or all that is demanded to be excluded, a price beyond. False for what they leave open, such as one of several values that is not only a longer one (matt black) of what is excluded (black).';

grant execute on function product.is_contradicted(jsonb, jsonb) to trueshelf_api;
