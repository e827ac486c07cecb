create or replace view product.offer_truth as
select
  p.product_id,
  p.variant_id,
  p.price_list_id,
  coalesce(lower(p.valid), '-infinity') as valid_from,
  coalesce(upper(p.valid), 'infinity') as valid_to,
  p.amount,
  p.compare_at,
  l.currency,
  (
    select least(sum(s.available), 2147483647)::integer
    from product.stock s
    where s.product_id = p.product_id and s.variant_id = p.variant_id
    having count(*) > 0 -- least() would make a number of an unknown stock
  ) as available,
  o.audience
from product.price p
join product.product o on o.product_id = p.product_id
join product.price_list l on l.price_list_id = p.price_list_id
where o.status = 'active';

comment on view product.offer_truth is 'What product.offer must hold, from the facts. The triggers keep it so; product.offer_drift() proves it.';
