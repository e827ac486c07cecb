create or replace function product.qualifying_offers(
  demand product.demand
)
returns setof product.offer
as $$
  select o.*
  from product.offer o
  -- Not in (…, …): where there is no second list the first is a plain condition, and an index on amounts is in order.
  where (o.price_list_id = (qualifying_offers.demand).price_list_id
      or ((qualifying_offers.demand).fallback_list_id is not null
        and o.price_list_id = (qualifying_offers.demand).fallback_list_id))
    and o.valid_from <= (qualifying_offers.demand).as_of
    and o.valid_to > (qualifying_offers.demand).as_of
    -- A customer group's own list goes first, variant by variant; the public list fills what it leaves out.
    and (
      (qualifying_offers.demand).fallback_list_id is null
      or o.price_list_id = (qualifying_offers.demand).price_list_id
      or not exists (
        select from product.offer own
        where own.product_id = o.product_id
          and own.variant_id = o.variant_id
          and own.price_list_id = (qualifying_offers.demand).price_list_id
          and own.valid_from <= (qualifying_offers.demand).as_of
          and own.valid_to > (qualifying_offers.demand).as_of
      )
    )
    -- Each bound first as one range, which the index on amounts can read, then without its end.
    and ((qualifying_offers.demand).min_amount is null or o.amount >= (qualifying_offers.demand).min_amount)
    and ((qualifying_offers.demand).min_exclusive is not true or o.amount <> (qualifying_offers.demand).min_amount)
    and ((qualifying_offers.demand).max_amount is null or o.amount <= (qualifying_offers.demand).max_amount)
    and ((qualifying_offers.demand).max_exclusive is not true or o.amount <> (qualifying_offers.demand).max_amount)
    and ((qualifying_offers.demand).in_stock is not true or o.available > 0)
    and ((qualifying_offers.demand).location_ids is null
      or exists (
        select from product.stock s
        where s.product_id = o.product_id
          and s.variant_id = o.variant_id
          and s.location_id = any ((qualifying_offers.demand).location_ids)
          and s.available > 0
      ))
    and ((qualifying_offers.demand).sees_all
      or o.audience is null
      or (qualifying_offers.demand).customer_group = any (o.audience))
    and ((qualifying_offers.demand).excluded_product_ids is null
      or o.product_id <> all ((qualifying_offers.demand).excluded_product_ids))
    and (
      num_nulls((qualifying_offers.demand).category_ids, (qualifying_offers.demand).brand_ids,
        (qualifying_offers.demand).excluded_category_ids, (qualifying_offers.demand).excluded_brand_ids) = 4
      or exists (
        select from product.product p
        where p.product_id = o.product_id
          and ((qualifying_offers.demand).category_ids is null
            or p.category_id = any ((qualifying_offers.demand).category_ids))
          and ((qualifying_offers.demand).excluded_category_ids is null
            or p.category_id <> all ((qualifying_offers.demand).excluded_category_ids))
          and ((qualifying_offers.demand).brand_ids is null
            or p.brand_id = any ((qualifying_offers.demand).brand_ids))
          and ((qualifying_offers.demand).excluded_brand_ids is null
            or p.brand_id is null
            or p.brand_id <> all ((qualifying_offers.demand).excluded_brand_ids))
      )
    )
    and (
      num_nulls((qualifying_offers.demand).attributes, (qualifying_offers.demand).excluded_attributes,
        (qualifying_offers.demand).weight) = 3
      or exists (
        select from product.variant v
        where v.product_id = o.product_id
          and v.variant_id = o.variant_id
          and ((qualifying_offers.demand).attributes is null
            or v.attributes @? (qualifying_offers.demand).attributes)
          and ((qualifying_offers.demand).excluded_attributes is null
            or not v.attributes @? (qualifying_offers.demand).excluded_attributes)
          and ((qualifying_offers.demand).weight is null
            or v.weight_grams <@ (qualifying_offers.demand).weight)
      )
    );
$$
language sql
stable
parallel safe;

comment on function product.qualifying_offers(product.demand) is
  'The offers that meet the whole demand at once. The single place where truth is judged: inlined into every retrieval arm before its limit, and again, under row security, into the last step.';

grant execute on function product.qualifying_offers(product.demand) to trueshelf_api;
