create or replace function product.import_references(
  items jsonb
)
returns jsonb
as $$
declare
  v_item jsonb;
  v_outcome record;
  v_counts jsonb := '[]';
  v_rejections jsonb := '[]';
begin
  -- Row by row: these lines are few, and each may contradict the one before it.
  for v_item in
    select i.value
    from jsonb_array_elements(import_references.items) with ordinality i (value, position)
    where i.value ->> 'type' <> 'product'
    order by i.position
  loop
    case v_item ->> 'type'
      when 'category' then
        select o.* into v_outcome from product.import_category_record(v_item) o;
      when 'brand' then
        select o.* into v_outcome from product.import_brand_record(v_item) o;
      when 'price_list' then
        select o.* into v_outcome from product.import_price_list_record(v_item) o;
      when 'location' then
        select o.* into v_outcome from product.import_location_record(v_item) o;
      when 'attribute' then
        select o.* into v_outcome from product.import_attribute_record(v_item) o;
      when 'synonym' then
        select o.* into v_outcome from product.import_synonym_record(v_item) o;
      when 'comparative' then
        select o.* into v_outcome from product.import_comparative_record(v_item) o;
      when 'attribute_word' then
        select o.* into v_outcome from product.import_attribute_word_record(v_item) o;
      when 'complement' then
        select o.* into v_outcome from product.import_complement_record(v_item) o;
      when 'curation' then
        select o.* into v_outcome from product.import_curation_record(v_item) o;
    end case;

    if v_outcome.reason is not null then
      v_rejections := v_rejections || jsonb_build_object(
        'index', v_item -> 'index', 'field', v_outcome.field, 'reason', v_outcome.reason,
        'found', jsonb_path_query_first(v_item, ('$.' || v_outcome.field)::jsonpath) #>> '{}'
      );
    else
      v_counts := v_counts || jsonb_build_object(
        'kind', v_item ->> 'type',
        'created', v_outcome.created,
        'updated', v_outcome.updated,
        'unchanged', case when v_outcome.created + v_outcome.updated = 0 then 1 else 0 end
      );
    end if;
  end loop;
  return jsonb_build_object('rejections', v_rejections, 'counts', v_counts);
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_references(jsonb) is
  'Writes the records of a batch that are not products: categories, brands, price lists, locations, attributes, synonyms, comparatives, words of attributes, complements, curation. Returns rejections and counts.';
