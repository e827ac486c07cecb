create or replace function product.import_batch(
  records jsonb,
  source text,
  imported_at timestamptz
)
returns jsonb
as $$
declare
  v_items jsonb;
  v_products jsonb;
  v_prices jsonb;
  v_step jsonb;
  v_rejections jsonb;
  v_counts jsonb;
begin
  -- Two imports at once would meet only at the key tables, after most of their work, and one of them would fail.
  perform pg_advisory_xact_lock(hashtextextended('trueshelf.import', 0));
  perform set_config('trueshelf.cause', 'import:' || import_batch.source, true);

  v_items := product.import_resolve(import_batch.records);
  v_step := product.import_references(v_items);
  v_rejections := v_step -> 'rejections';
  v_counts := v_step -> 'counts';

  v_products := jsonb_path_query_array(v_items, '$[*] ? (@.type == "product")');
  if v_products <> '[]' then
    -- First what refuses a record without a trace, then what may leave an attribute or a category behind.
    v_step := product.import_conflicts(v_products);
    v_rejections := v_rejections || v_step;
    v_products := product.import_accepted(v_products, v_step);

    v_prices := product.import_price_plan(v_products, import_batch.imported_at);
    v_step := product.import_overlaps(v_prices);
    v_rejections := v_rejections || v_step;
    v_products := product.import_accepted(v_products, v_step);
    v_prices := product.import_accepted(v_prices, v_step);

    v_step := product.import_attributes(v_products);
    v_rejections := v_rejections || (v_step -> 'rejections');
    v_counts := v_counts || (v_step -> 'counts');
    v_products := product.import_accepted(v_products, v_step -> 'rejections');
    v_prices := product.import_accepted(v_prices, v_step -> 'rejections');

    v_step := product.import_categories(v_products);
    v_rejections := v_rejections || (v_step -> 'rejections');
    v_counts := v_counts || (v_step -> 'counts');
    v_products := product.import_accepted(v_products, v_step -> 'rejections');
    v_prices := product.import_accepted(v_prices, v_step -> 'rejections');

    -- Reference tables before facts, and a product before its restriction before its prices: row security and a
    -- sharded engine both depend on that order. Stock before prices: each level would rewrite the offers that were there.
    v_counts := v_counts
      || product.import_lookups(v_products)
      || product.import_products(v_products)
      || product.import_variants(v_products)
      || product.import_audience(v_products)
      || product.import_stock(v_products)
      || product.import_prices(v_products, v_prices);
  end if;

  return jsonb_build_object(
    'rejections', v_rejections,
    'counts', (
      select coalesce(jsonb_object_agg(k.kind, to_jsonb(k) - 'kind'), '{}')
      from (
        select
          c.kind,
          sum(c.created) as created,
          sum(c.updated) as updated,
          sum(c.unchanged) as unchanged
        from jsonb_to_recordset(v_counts) as c (kind text, created integer, updated integer, unchanged integer)
        group by c.kind
        having sum(c.created + c.updated + c.unchanged) > 0
      ) k
    )
  );
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.import_batch(jsonb, text, timestamptz) is
  'Adds and changes what the records say, and never deletes. records: what src/import/prepare-record.ts makes of the documented format (docs/import.md), already validated; each handle and SKU at most once in a batch. What is no product is written first, so a curation record needs its product from an earlier batch. source: goes into the change log as "import:SOURCE". imported_at: when prices without a date begin. Returns {"counts": {kind: {created, updated, unchanged}}, "rejections": [{index, field, reason, found}]}: index is the position in records, from 0. A rejected record leaves nothing behind but, at most, an attribute or a category that it was first to name. The same records again change nothing.';
