import type { Queryable } from '../../../src/db/database.ts';

/**
 * A shop of 200,000 products with two variants each, in an empty database: what a planner sees of a large catalogue, with
 * invented words. Written around the triggers, and so consistent only as far as reading goes. Some 50 s; product `n` has the
 * handle `item-n`, variants 2n and 2n + 1 with SKUs `SKU-…`, prices from 5 to 1,004.99 that depend on the category.
 */
export async function fillLargeShop(connection: Queryable): Promise<void> {
  for (const statement of statements) await connection.query(statement);
}

const products = 200_000;

/** Words that stemming leaves as they are, so that a vector of words can be written instead of computed. */
const syllables = 'ba,do,fu,ga,ho,ju,ka,lo,mu,na,po,ru,sa,to,wu,za,bo,du,fa,go,hu,ja,ko,lu';
const words = 13_824;

const statements = [
  `set session_replication_role = replica`,
  `set maintenance_work_mem = '1GB'`,
  `set max_parallel_maintenance_workers = 2`,
  `select setseed(0.5)`,
  // Filled in bulk, and made again at the end.
  `create temp table dropped_index as
   select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
   from pg_index i
   join pg_class c on c.oid = i.indrelid
   where c.relnamespace in ('product'::regnamespace, 'embeddings'::regnamespace)
     and c.relname in ('product', 'variant', 'offer', 'price', 'stock', 'sku', 'product_handle', 'token', 'token_delete', 'product_embedding')
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  `do $$
   declare
     v_index record;
   begin
     for v_index in select d.name from pg_temp.dropped_index d loop
       execute format('drop index %s', v_index.name);
     end loop;
   end
   $$`,

  `create temp table invented as
   select row_number() over (order by a.s, b.s, c.s)::integer as id, a.s || b.s || c.s as word
   from unnest(string_to_array('${syllables}', ',')) a (s)
   cross join unnest(string_to_array('${syllables}', ',')) b (s)
   cross join unnest(string_to_array('${syllables}', ',')) c (s)`,
  `alter table invented add primary key (id)`,
  `insert into embeddings.model (model_id, name, provider, dimensions, document_template, state, document_count)
   values (1, 'builtin-1', 'builtin', 64, 'v1', 'active', ${products})`,
  `insert into embeddings.token (model_id, token, document_frequency, embedding)
   select 1, w.word, 1 + 200000 / w.id, l2_normalize((
     select array_agg(random() - 0.5 + 0 * (w.id + d)) from generate_series(1, 64) d
   )::vector)
   from invented w`,
  `insert into embeddings.token_delete (model_id, deleted, token)
   select 1, unnest(embeddings.deletions(t.token)), t.token from embeddings.token t`,

  `insert into product.price_list (price_list_id, code, name, currency, customer_group, is_default) values
     (1, 'usd', 'US dollars', 'USD', null, true), (2, 'eur', 'Euros', 'EUR', null, false),
     (3, 'wholesale', 'Wholesale', 'USD', 'wholesale', false)`,
  `insert into product.location (location_id, code, name) values (1, 'main', 'Main'), (2, 'north', 'North'), (3, 'shop', 'Shop')`,
  `insert into product.attribute (name, label) values ('color', 'Colour'), ('material', 'Material')`,
  `insert into product.category (category_id, parent_id, slug, name)
   select n, case when n > 8 then 1 + n % 8 end, 'shelf-' || n, 'Shelf ' || n from generate_series(1, 48) n`,
  `insert into product.brand (brand_id, slug, name) select n, 'maker-' || n, 'Maker ' || n from generate_series(1, 500) n`,

  // A few words are in very many products and most in few, as in any language.
  `create temp table sentence as
   select n as product_id, 9 + n % 40 as category_id, 1 + (500 * power(random(), 2))::integer % 500 as brand_id,
     (select array_agg(1 + (${words - 1} * power(random(), 4))::integer + 0 * (n + i)) from generate_series(1, 12) i) as words
   from generate_series(1, ${products}) n`,
  `insert into product.product (product_id, handle, title, description, category_id, brand_id, attributes, released_on, rating, search)
   select t.product_id, 'item-' || t.product_id, initcap(w.words[1] || ' ' || w.words[2]) || ' ' || t.product_id,
     array_to_string(w.words, ' '), t.category_id, t.brand_id,
     jsonb_build_object('material', (array['wool','steel','oak','linen','glass'])[1 + t.product_id % 5]),
     date '2020-01-01' + t.product_id % 2000, (t.product_id % 50) / 10.0, w.search::tsvector
   from sentence t
   cross join lateral (
     select array_agg(w.word order by u.position) as words,
       string_agg(format('%s:%s%s', w.word, u.position, case when u.position <= 2 then 'A' else 'C' end), ' ') as search
     from unnest(t.words) with ordinality u (id, position)
     join invented w on w.id = u.id
   ) w`,
  `insert into product.product_handle (handle, product_id) select p.handle, p.product_id from product.product p`,
  `insert into product.variant (product_id, variant_id, sku, options, weight_grams, attributes)
   select p.product_id, 2 * p.product_id + v, format('SKU-%s-%s', p.product_id, v), jsonb_build_object('color', c.color),
     100 + p.product_id % 900, jsonb_build_object('material', jsonb_build_array(p.attributes -> 'material'), 'color', jsonb_build_array(c.color))
   from product.product p
   cross join generate_series(0, 1) v
   cross join lateral (select (array['red','blue','green','black','white','navy','grey'])[1 + (p.product_id + v) % 7] as color) c`,
  `insert into product.sku (sku, product_id, variant_id) select v.sku, v.product_id, v.variant_id from product.variant v`,
  `insert into product.stock (product_id, variant_id, location_id, on_hand)
   select v.product_id, v.variant_id, l, case when (v.variant_id * 7 + l) % 5 < 2 then 0 else v.variant_id % 40 end
   from product.variant v
   cross join generate_series(1, 2) l
   where l = 1 or v.variant_id % 2 = 0`,
  // A price that has run out and one that runs, and every fourth variant in euros as well.
  `insert into product.offer (product_id, variant_id, price_list_id, valid_from, valid_to, amount, currency, available)
   select v.product_id, v.variant_id, l.price_list_id, period.valid_from, period.valid_to,
     round((5 + 800 * power(random(), 2) + 5 * (p.category_id - 9))::numeric, 2), l.currency, s.available
   from product.variant v
   join product.product p on p.product_id = v.product_id
   join product.price_list l on l.price_list_id = 1 or l.price_list_id = 2 and v.variant_id % 4 = 0
   cross join (values (timestamptz '2024-01-01', timestamptz '2025-01-01'), ('2025-01-01', 'infinity')) period (valid_from, valid_to)
   left join lateral (
     select sum(s.available)::integer as available from product.stock s
     where s.product_id = v.product_id and s.variant_id = v.variant_id
   ) s on true`,
  `insert into product.price (product_id, variant_id, price_list_id, amount, valid)
   select o.product_id, o.variant_id, o.price_list_id, o.amount, tstzrange(o.valid_from, nullif(o.valid_to, 'infinity'))
   from product.offer o`,
  // Near the words of the title, as meaning is.
  `insert into embeddings.product_embedding (product_id, model_id, content_hash, embedding)
   select t.product_id, 1, ''::bytea, l2_normalize(one.embedding + two.embedding + three.embedding)
   from sentence t
   join invented w1 on w1.id = t.words[1]
   join invented w2 on w2.id = t.words[2]
   join invented w3 on w3.id = t.words[3]
   join embeddings.token one on one.model_id = 1 and one.token = w1.word
   join embeddings.token two on two.model_id = 1 and two.token = w2.word
   join embeddings.token three on three.model_id = 1 and three.token = w3.word`,

  `do $$
   declare
     v_index record;
   begin
     for v_index in select d.definition from pg_temp.dropped_index d loop
       execute v_index.definition;
     end loop;
   end
   $$`,
  // Only its plans matter here, so it is built poorly: a quarter of the time of the real one.
  `create index product_embedding_model_1_hnsw
   on embeddings.product_embedding using hnsw ((embedding::vector(64)) vector_cosine_ops)
   with (m = 8, ef_construction = 24)
   where model_id = 1`,
  `vacuum (analyze) product.product, product.variant, product.offer, product.price, product.stock, product.sku,
     product.product_handle, product.brand, product.category, product.price_list, product.location, product.attribute,
     embeddings.model, embeddings.token, embeddings.token_delete, embeddings.product_embedding`,
  `reset session_replication_role`,
];
