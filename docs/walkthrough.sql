-- A walk through the demo shop: psql "$DATABASE_URL" -f docs/walkthrough.sql, as the login that seeded it.
-- docs/walkthrough.md has the same questions with their answers. Written by "npm run walkthrough".
\set QUIET on
\pset pager off
\pset footer off
\pset format wrapped
\pset columns 110
select to_regclass('trueshelf.milestone') is null as missing \gset
\if :missing
\else
  select max(m.reached_at) filter (where m.name = 'seed_begun') as seeding, count(*) filter (where m.name = 'seed_done') = 0 as missing
  from trueshelf.milestone m \gset
\endif
\if :missing
  \warn 'This database has no demo shop. Make one with "trueshelf seed", in a database of its own.'
  \q
\endif

\echo '\n1. Like a leather jacket, but lighter'
select rank, title, price, available, weight_grams
from api.similar_items(
  'Show me something like a leather jacket but lighter, under $150, and available right now.', 5);

\echo '\n2. One offer must meet everything'
select k.sku, o.amount, o.available
from product.product p
join product.sku k on k.product_id = p.product_id
join product.offer o on o.product_id = k.product_id and o.variant_id = k.variant_id
where p.handle = 'thirl-faux-leather-biker-jacket' and tstzrange(o.valid_from, o.valid_to) @> now()
order by o.amount;

\echo '\n3. Only current prices, in prose'
select assistant_text
from api.chat('Show me something like a leather jacket but lighter, under $150, and only current prices.', 3);

\echo '\n4. The sale that ended an hour ago'
select 'two hours before' as asked, title, price, compare_at
from api.similar_items('Vesper leather bomber jacket under $150', 1, options => ('{"asOf": "' || to_char((:'seeding'::timestamptz - interval '2 hours') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"}')::jsonb)
union all
select 'now', title, price, compare_at
from api.similar_items('Vesper leather bomber jacket under $150', 1);

\echo '\n5. Sold out during its promotion'
select 'in its place' as unavailable, title, price, compare_at, available
from api.similar_items('Odell faux leather racer jacket', 1, options => '{"unavailable": "SHOW"}')
union all
select 'hidden', title, price, compare_at, available
from api.similar_items('Odell faux leather racer jacket', 1, options => '{"unavailable": "HIDE"}');

\echo '\n6. The lighter one is the dear one'
select 'under $150' as asked, sku, price, weight_grams
from api.similar_items('Ardley two-weight biker jacket, lighter, under $150', 1)
union all
select 'over $150', sku, price, weight_grams
from api.similar_items('Ardley two-weight biker jacket over $150', 1);

\echo '\n7. The right price in the other currency'
select title, price, currency
from api.similar_items('Savoy leather trucker jacket under €150', 1)
union all
select title, price, currency
from api.similar_items('Savoy leather trucker jacket under $150', 1);

\echo '\n8. Like this one'
select rank, title, price, available, round(semantic, 2) as semantic
from api.similar_items(null, 4,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"like": {"handle": "halden-leather-biker-jacket"}}');

\echo '\n9. Anything but leather'
select rank, title, price
from api.similar_items('a holdall for the weekend, not leather', 5);

\echo '\n10. Wrong letters'
select rank, title, options_of_variant ->> 'colour' as colour
from api.similar_items('lether jaket in black', 4);

\echo '\n11. No question at all'
select rank, title, price, available
from api.similar_items(null, 4,
  filter => '{"categories": ["knives"], "price": {"min": "40", "max": "80"}, "inStock": true}',
  options => '{"sort": "PRICE_ASC"}');

\echo '\n12. Nothing, and why'
select api.search('leather jacket under $2') #>> '{retrieval,emptyReason}' as why;

\echo '\n13. For the trade'
select 'everybody' as who, title, price
from api.similar_items('Tarn suede field jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Tarn suede field jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}')
union all
select 'everybody', title, price
from api.similar_items('Cass leather sample jacket', 1)
union all
select 'wholesale', title, price
from api.similar_items('Cass leather sample jacket', 1, claims => '{"sub": "anna", "group": "wholesale"}');

\echo '\n14. The next answer knows'
begin;
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
update product.stock s
set on_hand = 0
from product.sku k, api.similar_items('leather biker jacket in stock', 1) first
where k.product_id = first.product_id and (s.product_id, s.variant_id) = (k.product_id, k.variant_id);
select title, sku, available
from api.similar_items('leather biker jacket in stock', 1);
rollback;

\echo '\n15. What was decided, and why'
select c ->> 'label' as demanded, c ->> 'source' as source
from (select d.* from audit.decision d order by d.decision_id desc limit 1) d
cross join jsonb_array_elements(d.interpretation -> 'constraints') c;
