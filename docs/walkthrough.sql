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

\echo '\n2. Why is it not in the answer?'
select e ->> 'verdict' as verdict, e ->> 'reason' as reason
from api.explain_match(
  '{"handle": "thirl-faux-leather-biker-jacket"}',
  'a leather jacket, but lighter, under $150 and in stock') e;
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

\echo '\n8. To be had in Mill Lane'
select title, sku, available, checks -> 1 ->> 'actual' as there
from api.similar_items('a rain jacket', 3, filter => '{"inStockAt": ["mill-lane"]}');

\echo '\n9. Anything but leather'
select rank, title, price
from api.similar_items('a holdall for the weekend, not leather', 5);

\echo '\n10. Nothing is lost under a filter'
select
  f.filter, p.page #>> '{total,value}' as total, p.page #>> '{retrieval,strategy}' as strategy,
  p.page #>> '{retrieval,candidatesScanned}' as scanned, p.page #>> '{retrieval,exhausted}' as exhausted
from (values
  (1, '{}'),
  (2, '{"brands": ["cragmere"], "categories": ["sleeping-bags"]}'),
  (3, '{"brands": ["cragmere"], "price": {"max": "1"}}')) f (place, filter)
cross join lateral (select api.search('something warm for a cold night', 3, f.filter::jsonb) as page) p
order by f.place;

\echo '\n11. An SKU, as the label has it'
select 'SKU' as named_by, rank, title, sku, round(score, 1) as score
from api.similar_items('cor-thirl-blue-l', 1)
union all
select 'title', rank, title, sku, round(score, 1)
from api.similar_items('juno faux leather biker jacket', 2);

\echo '\n12. Wrong letters'
select rank, title, options_of_variant ->> 'colour' as colour
from api.similar_items('lether jaket in black', 4);

\echo '\n13. While she types'
select s ->> 'kind' as kind, s ->> 'text' as text, s ->> 'path' as path, s ->> 'where' as filter
from jsonb_array_elements(api.suggest('flask', 3)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('crag', 2)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('leather backpakc', 2)) s;

\echo '\n14. Words that mean nothing'
select q.text, p.page #>> '{retrieval,emptyReason}' as why
from (values (1, 'a flurble snorvle', '{}'), (2, 'wool throw', '{"categories": ["headphones"]}')) q (place, text, filter)
cross join lateral (select api.search(q.text, 2, q.filter::jsonb) as page) p
order by q.place;

\echo '\n15. What can it be narrowed to?'
select f.facet ->> 'label' as facet, v.value ->> 'label' as value, (v.value ->> 'count')::int as products,
  (v.value ->> 'selected')::boolean as selected, v.value ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $250', 2, options => '{"include": ["FACETS"]}') -> 'facets')
  with ordinality f (facet, place)
cross join jsonb_array_elements(f.facet -> 'values') with ordinality v (value, place)
where f.place <= 4 and v.place <= 3
order by f.place, v.place;

\echo '\n16. A value applied'
select rank, title, brand, price
from api.similar_items('a leather jacket by Quillon Row, under $250', 4,
  filter => '{"brands": ["quillon-row", "sundholt"]}', options => '{"dismiss": []}');

\echo '\n17. Nothing, why, and what instead'
select r ->> 'label' as relaxation, (r ->> 'more')::int as more, r ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $90, in stock', 3, options => '{"include": ["RELAXATIONS"]}')
    -> 'relaxations') r;

\echo '\n18. One demand less'
select rank, title, brand, price, available
from api.similar_items('a leather jacket by Quillon Row, under $90, in stock', 3,
  options => '{"dismiss": ["BRAND"]}');

\echo '\n19. Like this one, and with it'
select 'like it, up to $150' as what, title, category, price, available
from api.similar_items(null, 3,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"like": {"handle": "halden-leather-biker-jacket"}}')
union all
select 'goes with it', title, category, price, available
from api.similar_items(null, 4,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"goesWith": {"handle": "halden-leather-biker-jacket"}}');

\echo '\n20. The hand of the shop'
select 'pinned' as asked, title, brand, price
from api.similar_items('riding jacket', 3)
union all
select 'under $150', title, brand, price
from api.similar_items('riding jacket under $150', 2)
union all
select 'without pins', title, brand, price
from api.similar_items('riding jacket', 3, options => '{"curation": false}')
union all
select 'one of a brand', title, brand, price
from api.similar_items('riding jacket', 5, options => '{"maxPerBrand": 1}');

\echo '\n21. No question at all, page by page'
select rank, title, price, available
from api.similar_items(null, 4,
  filter => '{"categories": ["knives"], "price": {"min": "40", "max": "80"}, "inStock": true}',
  options => '{"sort": "PRICE_ASC"}');

\echo '\n22. For the trade'
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

\echo '\n23. The next answer knows'
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

\echo '\n24. What was decided, and why'
select c ->> 'label' as demanded, c ->> 'source' as source
from (select d.* from audit.decision d order by d.decision_id desc limit 1) d
cross join jsonb_array_elements(d.interpretation -> 'constraints') c;
