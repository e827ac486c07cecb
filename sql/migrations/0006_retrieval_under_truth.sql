set local role trueshelf_data;

-- ── Words as they are written: exact look-ups and suggestions ─────────────────────────────────────

create text search configuration product.search_simple (copy = pg_catalog.simple);
alter text search configuration product.search_simple
  alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.simple;

-- An index entry holds 2,704 bytes, a title up to 1,000 letters of four.
create index product_title_idx on product.product (left(lower(title), 200) text_pattern_ops);
create index product_title_start_idx on product.product (left(lower(title), 200) text_pattern_ops, product_id)
  where status = 'active' and audience is null;
create index product_title_words_idx on product.product using gin (to_tsvector('product.search_simple', title))
  where status = 'active' and audience is null;
create index category_name_words_idx on product.category using gin (to_tsvector('product.search_simple', name));
create index brand_name_words_idx on product.brand using gin (to_tsvector('product.search_simple', name));
create index product_handle_lower_idx on product.product (lower(handle));
create index sku_lower_idx on product.sku (lower(sku));
create index product_rating_idx on product.product (rating desc nulls last, product_id);

-- ── Stock by location ────────────────────────────────────────────────────────────────────────────

create index stock_location_idx on product.stock (location_id) include (product_id, variant_id) where available > 0;
alter type product.demand add attribute location_ids bigint[];
create index change_at_idx on audit.change using brin (changed_at) with (pages_per_range = 32);

-- ── Policy ───────────────────────────────────────────────────────────────────────────────────────

create table product.complement (
  category_id bigint not null references product.category on delete cascade,
  complement_id bigint not null references product.category on delete cascade,
  weight numeric(3, 2) not null default 1 check (weight > 0 and weight <= 1),
  primary key (category_id, complement_id),
  check (category_id <> complement_id)
);
create index complement_complement_idx on product.complement (complement_id);
comment on table product.complement is
  'What goes with what: products of the first category, its subtree included, are shown with products of the second. weight: how well, 1 best.';

create table product.curation (
  product_id bigint not null references product.product on delete cascade,
  query_text text not null check (query_text = lower(query_text) and query_text ~ '^\S+( \S+)*$' and length(query_text) <= 1000),
  action text not null check (action in ('PIN', 'EXCLUDE')),
  position integer check (position between 1 and 100),
  valid tstzrange not null default tstzrange(null, null) check (not isempty(valid)),
  audience text[],
  primary key (product_id, query_text),
  check ((action = 'PIN') = (position is not null))
);
create index curation_query_idx on product.curation (query_text);
comment on table product.curation is
  'A merchant''s hand in the answer to one question (lower case, single spaces): a product pinned to the top, in the order of positions, or left out, while valid. Pinned products have to meet every constraint all the same.';

alter table product.complement enable row level security;
alter table product.curation enable row level security;
grant select on product.complement to trueshelf_api;

-- ── Meaning ──────────────────────────────────────────────────────────────────────────────────────

alter table embeddings.model add column calibration jsonb check (jsonb_typeof(calibration) = 'object');
comment on column embeddings.model.similarity_floor is
  'Cosine similarity up to which a product is taken for no more like a question than any other; from calibration, null before it.';
comment on column embeddings.model.calibration is
  'Similarities measured on the catalogue after embedding: {questions, sampled: {products, questions, pairs}, random: {p50, p95, p99}, nearest: {p01, p05, p50}}: questions ("titles" of products; "products" themselves, where SQL cannot embed titles) against random other products, and against the nearest one. Without random and nearest where too few products could be sampled.';

-- ── A question and what answers it, as the steps of a search hand them on ──────────────────────────

create type product.question as (
  filter jsonb,
  options jsonb,
  interpretation jsonb,
  fingerprint text,
  cursor jsonb,
  as_of timestamptz,
  currency text,
  demand product.demand,
  mode text,
  sort text,
  unavailable text,
  degraded text,
  model embeddings.model,
  similarity_floor double precision,
  query_vector vector,
  all_words tsquery,
  any_word tsquery,
  each_word tsquery[],
  anchor_id bigint,
  complements jsonb,
  exact_ids bigint[],
  exact_matches text[],
  exact_variant_id bigint,
  pinned_ids bigint[],
  curated_out_ids bigint[],
  max_per_brand integer
);
comment on type product.question is
  'A question that was read: what it demands, what it is like, and how its answer is ordered. complements: what goes with the anchor, [{categoryIds, weight}]; exact_ids and exact_matches are parallel; pinned_ids are in the order of their positions.';

create type product.candidates as (
  near_ids bigint[],
  word_ids bigint[],
  word_scores double precision[],
  best_all double precision,
  best_any double precision,
  scanned bigint,
  total bigint,
  approximate boolean,
  exhausted boolean,
  nothing_qualifies boolean
);
comment on type product.candidates is
  'The products that one demand leaves of what words (best first, with scores 0..1) and meaning propose. exhausted: no arm hit its bound. scanned: products that were ranked. total: how many there are, where only some of them are listed.';

create type product.judged_offer as (
  product_id bigint,
  variant_id bigint,
  category_id bigint,
  brand_id bigint,
  sets integer,
  fails bit varying,
  amount numeric,
  available integer,
  attributes jsonb
);
comment on type product.judged_offer is
  'A current offer of a candidate product held against every constraint of a question but CURRENT_PRICE: fails has bit i set where constraint i is not met, from the left. sets: see product.gather_candidates. attributes: null where nobody asked for them.';

-- ── Functions whose arguments or results change ────────────────────────────────────────────────────

drop function if exists product.evidence_page(
  bigint[], bigint[], double precision[], vector, embeddings.model, product.demand, jsonb, text, text, text, text, integer, jsonb, jsonb
);
drop function if exists embeddings.word_queries(bigint, text);
drop function if exists embeddings.resolve_tokens(bigint, text[]);
drop function if exists embeddings.is_one_edit(text, text);
drop function if exists embeddings.status();
set local role trueshelf_api;
drop function if exists api.embedding_status();
