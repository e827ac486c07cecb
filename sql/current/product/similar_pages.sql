create or replace function product.similar_pages(
  product_ids bigint[],
  k integer,
  filter jsonb,
  options jsonb,
  now timestamptz
)
returns jsonb
as $$
declare
  v_options jsonb := jsonb_strip_nulls(coalesce(similar_pages.options, '{}'));
  v_relation text;
  v_product_id bigint;
  v_page jsonb;
  v_pages jsonb := '{}';
begin
  perform product.check_keys(v_options, '{relation,asOf,currency}', 'the options', 'TSOPT');
  v_relation := coalesce(v_options ->> 'relation', 'SIMILAR');
  if v_relation not in ('SIMILAR', 'COMPLEMENT') then
    raise exception using errcode = 'TSOPT',
      message = format('options.relation is "%s"', left(v_relation, 60)),
      hint = 'Use SIMILAR (like the product) or COMPLEMENT (goes with it).';
  end if;
  if similar_pages.k is null or similar_pages.k not between 1 and 200 then
    raise exception using errcode = 'TSLIM',
      message = format('k is %s, expected 1 to 200', coalesce(similar_pages.k::text, 'null')), hint = 'Ask for 1 to 200 rows.';
  end if;
  perform product.check_key_count(cardinality(similar_pages.product_ids), 100);
  perform product.filter_constraints(similar_pages.filter); -- a wrong one is one also where no product is found
  for v_product_id in
    select p.product_id from product.product p
    where p.product_id = any (similar_pages.product_ids) and p.status = 'active'
    order by p.product_id
  loop
    v_page := product.search_page(null, similar_pages.k, similar_pages.filter,
      v_options - 'relation' || jsonb_build_object(
        case v_relation when 'SIMILAR' then 'like' else 'goesWith' end, jsonb_build_object('productId', v_product_id::text)),
      null, similar_pages.now);
    v_pages := v_pages || jsonb_build_object(v_product_id, jsonb_build_object(
      'asOf', v_page -> 'asOf', 'currency', v_page -> 'currency', 'items', v_page -> 'items'));
  end loop;
  return v_pages;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.similar_pages(bigint[], integer, jsonb, jsonb, timestamptz) is
  'The pages behind api.similar_to, one product after the other in one snapshot.';

grant execute on function product.similar_pages(bigint[], integer, jsonb, jsonb, timestamptz) to trueshelf_api;
