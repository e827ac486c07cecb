create or replace function product.item_page(
  question text,
  reference jsonb,
  asked jsonb,
  shown jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_as_of constant timestamptz := coalesce((item_page.options ->> 'asOf')::timestamptz, item_page.now);
  v_currency constant text := coalesce(
    item_page.options ->> 'currency', item_page.shown #>> '{price,currency}', product.default_currency());
  v_product_id constant bigint := (item_page.reference ->> 'productId')::bigint;
  v_current constant jsonb := jsonb_build_object(
    'id', 'c1', 'key', 'CURRENT_PRICE', 'kind', 'CURRENT_PRICE', 'source', 'DEFAULT', 'origin', null, 'span', null,
    'label', product.constraint_label('CURRENT_PRICE', null, v_currency), 'filter', null, 'alternatives', '[]'::jsonb,
    'remove', null, 'turn', null, 'trust', 'EXPLICIT');
  v_product record;
  v_offers jsonb := '[]';
  v_offer jsonb;
  v_items jsonb := '[]';
  v_count integer;
begin
  perform product.check_instant(v_as_of, item_page.now);
  if v_product_id is not null then
    v_offers := product.item_offers(v_product_id, v_currency, v_as_of);
  end if;
  -- Without a product too: a record that nothing was read into has no columns, not even null ones.
  select p.product_id, p.handle, p.title, b.name as brand, c.name as category into v_product
  from product.product p
  join product.category c on c.category_id = p.category_id
  left join product.brand b on b.brand_id = p.brand_id
  where p.product_id = v_product_id and p.status = 'active';
  -- The variant that was shown, else what a search would show.
  select o.value into v_offer
  from jsonb_array_elements(v_offers) with ordinality o (value, position)
  order by (o.value -> 'variantId' = item_page.shown -> 'variantId') is true desc,
    coalesce((o.value #>> '{stock,available}')::integer, 0) > 0 desc, (o.value #>> '{price,amount}')::numeric, o.position
  limit 1;
  if v_offer is not null then
    v_items := jsonb_build_array(jsonb_build_object(
      'rank', coalesce(item_page.shown -> 'rank', '1'),
      'cursor', coalesce(item_page.shown ->> 'cursor', ''),
      'productId', v_product_id::text,
      'handle', v_product.handle,
      'title', v_product.title,
      'brand', v_product.brand,
      'category', v_product.category,
      'score', '{"fused": 0, "semantic": null, "lexical": null, "exact": null, "preference": 0, "pinned": false}'::jsonb,
      'matchedBy', '["EXACT"]'::jsonb,
      'checks', jsonb_build_array(product.check_constraint(v_current, jsonb_build_object(
        'validFrom', v_offer #> '{price,validFrom}', 'validTo', v_offer #> '{price,validTo}', 'asOf', v_as_of,
        'amount', v_offer #> '{price,amount}', 'currency', v_currency))),
      'preferences', '[]'::jsonb,
      'embedding', null
    ) || v_offer);
  end if;
  v_count := jsonb_array_length(v_items);

  return jsonb_build_object(
    'page', jsonb_build_object(
      'asOf', product.rfc3339(v_as_of),
      'currency', v_currency,
      'items', v_items,
      'hasNextPage', false,
      'total', jsonb_build_object('value', v_count, 'exact', true),
      'interpretation', jsonb_build_object(
        'text', item_page.question, 'residue', '', 'constraints', jsonb_build_array(v_current), 'preferences', '[]'::jsonb, 'sort', null,
        'ignored', '[]'::jsonb, 'repairs', '[]'::jsonb, 'model', null),
      'retrieval', jsonb_build_object(
        'mode', 'BROWSE', 'strategy', 'NONE', 'candidatesScanned', v_count, 'exhausted', true, 'embeddingModel', null,
        'similarityFloor', null, 'anchor', null, 'curation', null, 'degraded', null,
        'emptyReason', case
          when v_count > 0 then null
          when v_product_id is null then 'the question points at no product that was shown'
          else format('%s is not sold any more', coalesce(v_product.title, item_page.reference ->> 'title'))
        end),
      'funnel', jsonb_build_object(
        'basis', 'QUALIFYING', 'exact', true, 'candidates', v_count, 'steps', '[]'::jsonb, 'remaining', v_count),
      'relaxations', '[]'::jsonb),
    'item', case when v_product_id is not null then jsonb_build_object(
      'asked', coalesce(nullif(item_page.asked, 'null'), '["EVERYTHING"]'),
      'offers', v_offers,
      'attributes', product.item_attributes(v_product_id),
      'changes', case when v_count = 0 or jsonb_typeof(item_page.shown) is distinct from 'object' then '[]'::jsonb else
        -- Of a variant that is sold no more, while others are, price and stock are gone.
        product.item_changes(item_page.shown, case when v_offer -> 'variantId' = item_page.shown -> 'variantId' then v_items -> 0
          else jsonb_build_object('title', v_product.title, 'sku', item_page.shown -> 'sku', 'weightGrams', item_page.shown -> 'weightGrams') end) end,
      'gone', v_count = 0) end);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.item_page(text, jsonb, jsonb, jsonb, jsonb, timestamptz) is
  'One product of an earlier answer, read anew under the caller''s row security: {page (as product.search_page has it, with that product or nothing in it), item {asked, offers, attributes, changes, gone} (null where reference is)}. reference: {productId, title}; shown: the evidence item of then, whose variant stands on the page where it is still sold, null for no changes; options: asOf, currency. Raises TSFOR as product.check_instant.';

grant execute on function product.item_page(text, jsonb, jsonb, jsonb, jsonb, timestamptz) to trueshelf_api;
