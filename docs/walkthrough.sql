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
from api.similar_items('a two-weight biker jacket, but lighter, under $150', 1)
union all
select 'over $150', sku, price, weight_grams
from api.similar_items('a two-weight biker jacket over $150', 1);

\echo '\n7. The right price in the other currency'
select title, price, currency
from api.similar_items('Savoy leather trucker jacket under €150', 1)
union all
select title, price, currency
from api.similar_items('Savoy leather trucker jacket under $150', 1);

\echo '\n8. To be had in Mill Lane'
select title, sku, available, checks -> 1 ->> 'actual' as there
from api.similar_items('a rain jacket', 3, filter => '{"inStockAt": ["mill-lane"]}');

\echo '\n9. Six wishes in one sentence'
select c.read_as, coalesce(v ->> 'label', v ->> 'reason') as chip, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('the cheapest wool sweater in navy or grey, under $160, not merino, in stock, free delivery') i
cross join lateral (values
  (1, 'demand', i -> 'constraints'), (2, 'wish', i -> 'preferences'),
  (3, 'order', jsonb_build_array(i -> 'sort')), (4, 'left aside', i -> 'ignored')) c (place, read_as, found)
cross join jsonb_array_elements(c.found) with ordinality f (v, position)
order by c.place, f.position;
select rank, title, options_of_variant ->> 'colour' as colour, price, available
from api.similar_items(
  'the cheapest wool sweater in navy or grey, under $160, not merino, in stock, free delivery', 2);

\echo '\n10. The cheapest of what she means'
select 'cheapest' as asked, rank, title, category, price
from api.similar_items('cheapest leather jacket in stock', 3)
union all
select 'without the chip', rank, title, category, price
from api.similar_items('cheapest leather jacket in stock', 3, options => '{"dismiss": ["SORT"]}')
union all
select 'sorted by price', rank, title, category, price
from api.similar_items('leather jacket in stock', 3, options => '{"sort": "PRICE_ASC"}');

\echo '\n11. Twenty litres, one kilo, eight inches'
select q.text, i.item ->> 'title' as title, c.measured ->> 'required' as asked, c.measured ->> 'actual' as is
from (values
  (1, 'backpack at least 20 litres under 1 kg'), (2, 'a chef''s knife under 8 inches'), (3, '27 inch monitor')) q (place, text)
cross join lateral jsonb_array_elements(api.search(q.text, 1) -> 'items') i (item)
cross join lateral jsonb_array_elements(i.item -> 'checks' || (i.item -> 'preferences')) with ordinality c (measured, position)
where c.measured ->> 'kind' = 'ATTRIBUTE'
order by q.place, c.position;

\echo '\n12. Lighter than what?'
select a.asked, i.item ->> 'title' as title, p.wish ->> 'required' as wish, p.wish ->> 'actual' as is, p.wish ->> 'typical' as beside
from (values
  (1, 'like a leather jacket but lighter', '{}'),
  (2, 'cheaper, lighter, prettier, in brown', '{"like": {"handle": "halden-leather-biker-jacket"}}')) a (place, asked, options)
cross join lateral jsonb_array_elements(api.search(a.asked, 3, options => a.options::jsonb) -> 'items') with ordinality i (item, rank)
cross join lateral jsonb_array_elements(i.item -> 'preferences') with ordinality p (wish, position)
where p.wish ->> 'kind' = 'COMPARATIVE'
order by a.place, i.rank, p.position;

\echo '\n13. What cannot be had is said'
select assistant_text
from api.chat('headphones under £90 with free delivery, not by Nike, in stock, under 300 g', 3);

\echo '\n14. Words that only look like demands'
select q.text, i.read ->> 'residue' as searched_for,
  (select string_agg(c ->> 'label', '; ') from jsonb_array_elements(i.read -> 'constraints') c where c ->> 'source' <> 'DEFAULT') as demands,
  (select string_agg(p ->> 'label', '; ') from jsonb_array_elements(i.read -> 'preferences') p) as wishes
from (values
  (1, 'under the sink organiser'), (2, '501 jeans'), (3, 'black tie dress'), (4, 'non-stick frying pan'),
  (5, 'faux leather jacket, not leather')) q (place, text)
cross join lateral (select api.interpret(q.text) as read) i
order by q.place;

\echo '\n15. Without wool, and without merino'
select 'sweater' as asked, i.rank, i.title, v.attributes -> 'material' as material
from api.similar_items('sweater', 3) i
join product.variant v on (v.product_id, v.variant_id) = (i.product_id, i.variant_id)
union all
select 'without wool', i.rank, i.title, v.attributes -> 'material'
from api.similar_items('sweater without wool', 4) i
join product.variant v on (v.product_id, v.variant_id) = (i.product_id, i.variant_id);

\echo '\n16. Anything but leather'
select rank, title, price
from api.similar_items('a holdall for the weekend, not leather', 5);

\echo '\n17. Nothing is lost under a filter'
select
  f.filter, p.page #>> '{total,value}' as total, p.page #>> '{retrieval,strategy}' as strategy,
  p.page #>> '{retrieval,candidatesScanned}' as scanned, p.page #>> '{retrieval,exhausted}' as exhausted
from (values
  (1, '{}'),
  (2, '{"brands": ["cragmere"], "categories": ["sleeping-bags"]}'),
  (3, '{"brands": ["cragmere"], "price": {"max": "1"}}')) f (place, filter)
cross join lateral (select api.search('something warm for a cold night', 3, f.filter::jsonb) as page) p
order by f.place;

\echo '\n18. An SKU, as the label has it'
select 'SKU' as named_by, rank, title, sku, round(score, 1) as score
from api.similar_items('cor-thirl-blue-l', 1)
union all
select 'title', rank, title, sku, round(score, 1)
from api.similar_items('juno faux leather biker jacket', 2);

\echo '\n19. Wrong letters'
select rank, title, options_of_variant ->> 'colour' as colour
from api.similar_items('lether jaket in black', 4);

\echo '\n20. While she types'
select s ->> 'kind' as kind, s ->> 'text' as text, s ->> 'path' as path, s ->> 'where' as filter
from jsonb_array_elements(api.suggest('flask', 3)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('crag', 2)) s
union all
select s ->> 'kind', s ->> 'text', s ->> 'path', s ->> 'where'
from jsonb_array_elements(api.suggest('leather backpakc', 2)) s;

\echo '\n21. Words that mean nothing'
select q.text, p.page #>> '{retrieval,emptyReason}' as why
from (values (1, 'a flurble snorvle', '{}'), (2, 'wool throw', '{"categories": ["headphones"]}')) q (place, text, filter)
cross join lateral (select api.search(q.text, 2, q.filter::jsonb) as page) p
order by q.place;

\echo '\n22. What can it be narrowed to?'
select f.facet ->> 'label' as facet, v.value ->> 'label' as value, (v.value ->> 'count')::int as products,
  (v.value ->> 'selected')::boolean as selected, v.value ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $250', 2, options => '{"include": ["FACETS"]}') -> 'facets')
  with ordinality f (facet, place)
cross join jsonb_array_elements(f.facet -> 'values') with ordinality v (value, place)
where f.place <= 4 and v.place <= 3
order by f.place, v.place;

\echo '\n23. A value applied'
select rank, title, brand, price
from api.similar_items('a leather jacket by Quillon Row, under $250', 4,
  filter => '{"brands": ["quillon-row", "sundholt"]}', options => '{"dismiss": []}');

\echo '\n24. Nothing, why, and what instead'
select r ->> 'label' as relaxation, (r ->> 'more')::int as more, r ->> 'apply' as apply
from jsonb_array_elements(
  api.search('a leather jacket by Quillon Row, under $90, in stock', 3, options => '{"include": ["RELAXATIONS"]}')
    -> 'relaxations') r;

\echo '\n25. One demand less'
select rank, title, brand, price, available
from api.similar_items('a leather jacket by Quillon Row, under $90, in stock', 3,
  options => '{"dismiss": ["BRAND"]}');

\echo '\n26. Like this one, and with it'
select 'like it, up to $150' as what, title, category, price, available
from api.similar_items(null, 3,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"like": {"handle": "halden-leather-biker-jacket"}}')
union all
select 'goes with it', title, category, price, available
from api.similar_items(null, 4,
  filter => '{"price": {"max": "150", "currency": "USD"}}',
  options => '{"goesWith": {"handle": "halden-leather-biker-jacket"}}');

\echo '\n27. The hand of the shop'
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

\echo '\n28. No question at all, page by page'
select rank, title, price, available
from api.similar_items(null, 4,
  filter => '{"categories": ["knives"], "price": {"min": "40", "max": "80"}, "inStock": true}',
  options => '{"sort": "PRICE_ASC"}');

\echo '\n29. Is its meaning up to date?'
select model, state, products, embedded, coverage, backlog, parked
from api.embedding_status();

\echo '\n30. For the trade'
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

\echo '\n31. The next answer knows'
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

\echo '\n32. Words are rows'
begin;
select i ->> 'residue' as searched_for, v ->> 'label' as demand, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('a cushion in aqua, no dearer than $40') i
left join jsonb_array_elements(i -> 'constraints') with ordinality f (v, position) on v ->> 'source' <> 'DEFAULT'
order by f.position;
insert into product.phrase (phrase, meaning) values ('no dearer than', 'PRICE_AT_MOST');
insert into product.value_synonym (attribute, term, value) values ('colour', 'aqua', 'teal'), ('colour', 'aqua', 'petrol');
select i ->> 'residue' as searched_for, v ->> 'label' as demand, v #>> '{span,text}' as said, v ->> 'origin' as row
from api.interpret('a cushion in aqua, no dearer than $40') i
left join jsonb_array_elements(i -> 'constraints') with ordinality f (v, position) on v ->> 'source' <> 'DEFAULT'
order by f.position;
select rank, title, options_of_variant ->> 'colour' as colour, price
from api.similar_items('a cushion in aqua, no dearer than $40', 3);
rollback;

\echo '\n33. What was decided, and why'
select c ->> 'label' as demanded, c ->> 'source' as source
from (select d.* from audit.decision d order by d.decision_id desc limit 1) d
cross join jsonb_array_elements(d.interpretation -> 'constraints') c;
