set local role trueshelf_data;

create text search configuration product.search_english (copy = pg_catalog.english);
alter text search configuration product.search_english
  alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.english_stem;

-- ── Reference tables: small, the same on every shard ─────────────────────────────────────────────

create sequence product.category_id_seq;
create table product.category (
  category_id bigint primary key default nextval('product.category_id_seq'),
  parent_id bigint references product.category,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  name text not null check (length(name) between 1 and 200),
  check (parent_id <> category_id)
);
create index category_parent_idx on product.category (parent_id);
comment on table product.category is 'The category tree. A filter names a slug and means its whole subtree.';

create sequence product.brand_id_seq;
create table product.brand (
  brand_id bigint primary key default nextval('product.brand_id_seq'),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  name text not null check (length(name) between 1 and 200)
);
create unique index brand_name_key on product.brand (lower(name));
comment on table product.brand is 'Brands. Names are unique whatever their case.';

create table product.currency (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  minor_units integer not null check (minor_units between 0 and 4),
  signs text[] not null default '{}',
  prefix text not null default ''
);
comment on table product.currency is
  'Currencies that prices may have. signs: lower-case words and signs that name it in a question ($, usd, dollars); prefix: how an amount is written.';
insert into product.currency (code, minor_units, signs, prefix) values
  ('USD', 2, '{$,us$,usd,dollar,dollars,bucks}', '$'),
  ('EUR', 2, '{€,eur,euro,euros}', '€'),
  ('GBP', 2, '{£,gbp,pound,pounds,quid}', '£'),
  ('CAD', 2, '{c$,ca$,cad,$,dollar,dollars}', 'CA$'),
  ('AUD', 2, '{a$,au$,aud,$,dollar,dollars}', 'A$'),
  ('CHF', 2, '{chf,franc,francs}', 'CHF '),
  ('SEK', 2, '{sek,kronor}', 'SEK '),
  ('JPY', 0, '{¥,jpy,yen}', '¥');

create sequence product.price_list_id_seq;
create table product.price_list (
  price_list_id bigint primary key default nextval('product.price_list_id_seq'),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  currency text not null references product.currency,
  customer_group text check (customer_group ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  is_default boolean not null default false,
  unique nulls not distinct (currency, customer_group),
  check (not is_default or customer_group is null)
);
create unique index price_list_default_key on product.price_list (is_default) where is_default;
comment on table product.price_list is
  'One list per currency and customer group; customer_group null is the public list. The default list gives the currency of a question that names none.';

create sequence product.location_id_seq;
create table product.location (
  location_id bigint primary key default nextval('product.location_id_seq'),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null
);

create table product.attribute (
  name text primary key check (name ~ '^[a-z][a-z0-9_]*$' and length(name) <= 63),
  label text not null,
  type text not null default 'text' check (type in ('text', 'number', 'boolean')),
  unit text,
  facetable boolean not null default true,
  interpretable boolean not null default true
);
comment on table product.attribute is
  'Registered attributes: those a filter may name. interpretable: its values are recognised in questions.';

create table product.synonym (
  term text primary key check (term ~ '^[a-z0-9]+$'),
  targets text[] not null check (cardinality(targets) between 1 and 8)
);
comment on table product.synonym is
  'A word of shoppers and the catalogue words that mean it ("telly" -> {tv,television}). Read by the next query; no refit.';

create table product.comparative (
  word text primary key check (word ~ '^[a-z]+$'),
  measure text not null check (measure in ('weight_grams', 'price', 'released_on', 'rating')),
  direction text not null check (direction in ('LESS', 'MORE'))
);
comment on table product.comparative is 'What a comparative compares: lighter -> weight_grams LESS.';
insert into product.comparative (word, measure, direction) values
  ('lighter', 'weight_grams', 'LESS'), ('heavier', 'weight_grams', 'MORE'),
  ('cheaper', 'price', 'LESS'), ('dearer', 'price', 'MORE'), ('pricier', 'price', 'MORE'),
  ('newer', 'released_on', 'MORE'), ('older', 'released_on', 'LESS'), ('better', 'rating', 'MORE');

create table product.phrase (
  phrase text primary key check (phrase = lower(phrase) and phrase <> ''),
  meaning text not null check (meaning in (
    'PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN', 'PRICE_AROUND',
    'IN_STOCK', 'CURRENT_PRICE', 'NOT', 'FILLER'))
);
comment on table product.phrase is
  'English phrases that the interpretation knows. A row added here is understood by the next question.';
insert into product.phrase (phrase, meaning) values
  ('under', 'PRICE_BELOW'), ('below', 'PRICE_BELOW'), ('less than', 'PRICE_BELOW'), ('cheaper than', 'PRICE_BELOW'),
  ('at most', 'PRICE_AT_MOST'), ('up to', 'PRICE_AT_MOST'), ('no more than', 'PRICE_AT_MOST'),
  ('not more than', 'PRICE_AT_MOST'), ('max', 'PRICE_AT_MOST'), ('maximum', 'PRICE_AT_MOST'),
  ('over', 'PRICE_ABOVE'), ('above', 'PRICE_ABOVE'), ('more than', 'PRICE_ABOVE'),
  ('at least', 'PRICE_AT_LEAST'), ('no less than', 'PRICE_AT_LEAST'), ('starting at', 'PRICE_AT_LEAST'),
  ('between', 'PRICE_BETWEEN'), ('from', 'PRICE_BETWEEN'),
  ('around', 'PRICE_AROUND'), ('about', 'PRICE_AROUND'), ('roughly', 'PRICE_AROUND'),
  ('in stock', 'IN_STOCK'), ('in-stock', 'IN_STOCK'), ('available right now', 'IN_STOCK'),
  ('available now', 'IN_STOCK'), ('available today', 'IN_STOCK'), ('available immediately', 'IN_STOCK'),
  ('currently available', 'IN_STOCK'), ('not sold out', 'IN_STOCK'), ('available', 'IN_STOCK'),
  ('only current prices', 'CURRENT_PRICE'), ('only current price', 'CURRENT_PRICE'),
  ('current prices only', 'CURRENT_PRICE'), ('at the current price', 'CURRENT_PRICE'),
  ('at current prices', 'CURRENT_PRICE'), ('at their current price', 'CURRENT_PRICE'),
  ('current prices', 'CURRENT_PRICE'), ('current price', 'CURRENT_PRICE'),
  ('not', 'NOT'), ('without', 'NOT'), ('no', 'NOT'), ('except', 'NOT'), ('excluding', 'NOT'),
  ('anything but', 'NOT'), ('not by', 'NOT'), ('not from', 'NOT'), ('not in', 'NOT'),
  ('show me', 'FILLER'), ('find me', 'FILLER'), ('give me', 'FILLER'), ('i want', 'FILLER'), ('i need', 'FILLER'),
  ('i am looking for', 'FILLER'), ('i''m looking for', 'FILLER'), ('looking for', 'FILLER'),
  ('do you have', 'FILLER'), ('have you got', 'FILLER'), ('can you find', 'FILLER'), ('please', 'FILLER'),
  ('something like', 'FILLER'), ('anything like', 'FILLER'), ('similar to', 'FILLER'),
  ('items like', 'FILLER'), ('products like', 'FILLER'), ('similar items', 'FILLER');

-- ── Facts: product_id first in every key, so that the model can be distributed by product ─────────

create sequence product.product_id_seq;
create table product.product (
  product_id bigint primary key default nextval('product.product_id_seq'),
  handle text not null check (length(handle) between 1 and 200),
  title text not null check (length(title) between 1 and 1000),
  description text not null default '' check (length(description) <= 20000),
  category_id bigint not null references product.category,
  brand_id bigint references product.brand,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  status text not null default 'active' check (status in ('active', 'draft', 'archived')),
  released_on date,
  rating numeric(3, 2) check (rating between 0 and 5),
  audience text[],
  search tsvector not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index product_handle_idx on product.product (handle);
create index product_search_idx on product.product using gin (search);
create index product_category_idx on product.product (category_id);
create index product_brand_idx on product.product (brand_id);
create index product_released_idx on product.product (released_on desc nulls last, product_id);
comment on column product.product.audience is
  'Customer groups that may see the product, from product.audience; null: everyone. Kept by trigger, on every table that can propose a product.';
comment on column product.product.search is 'Weighted words: title A, brand and category B, description C, attribute values D. Kept by trigger.';

create table product.product_handle (
  handle text primary key,
  product_id bigint not null references product.product on delete cascade
);
create index product_handle_product_idx on product.product_handle (product_id);
comment on table product.product_handle is 'Keeps handles unique across shards. Kept by trigger.';

create table product.audience (
  product_id bigint not null references product.product on delete cascade,
  customer_group text not null check (customer_group ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  primary key (product_id, customer_group)
);
comment on table product.audience is 'Restricted products: only these customer groups may see them. No row: everyone.';

create sequence product.variant_id_seq;
create table product.variant (
  product_id bigint not null references product.product on delete cascade,
  variant_id bigint not null default nextval('product.variant_id_seq'),
  sku text not null check (length(sku) between 1 and 200),
  options jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
  weight_grams numeric check (weight_grams > 0 and weight_grams < 1e9),
  attributes jsonb not null default '{}',
  audience text[],
  primary key (product_id, variant_id)
);
create index variant_attributes_idx on product.variant using gin (attributes jsonb_path_ops);
create index variant_id_idx on product.variant (variant_id);
comment on column product.variant.attributes is
  'The registered attributes that hold for this variant: the product''s, overlaid by its options; each value a lower-case text in an array. Kept by trigger.';

create table product.sku (
  sku text primary key,
  product_id bigint not null,
  variant_id bigint not null,
  foreign key (product_id, variant_id) references product.variant on delete cascade
);
create index sku_variant_idx on product.sku (product_id, variant_id);
comment on table product.sku is 'Keeps SKUs unique across shards. Kept by trigger.';

create table product.price (
  product_id bigint not null,
  variant_id bigint not null,
  price_list_id bigint not null references product.price_list,
  amount numeric not null check (amount > 0 and amount < 1e9 and scale(amount) <= 4),
  compare_at numeric check (compare_at > 0 and compare_at < 1e9 and scale(compare_at) <= 4),
  valid tstzrange not null default tstzrange(now(), null),
  audience text[],
  primary key (product_id, variant_id, price_list_id, valid without overlaps),
  foreign key (product_id, variant_id) references product.variant on delete cascade,
  check (lower_inc(valid) and not upper_inc(valid))
);
-- The temporal key is a GiST index, which "bigint = integer literal" does not use; reads go through this one.
create index price_variant_idx on product.price (product_id, variant_id, price_list_id);
comment on table product.price is
  'Price periods, [from, to). At most one price per variant and list at any instant: the key forbids overlaps.';

create table product.stock (
  product_id bigint not null,
  variant_id bigint not null,
  location_id bigint not null references product.location,
  on_hand integer not null check (on_hand >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  available integer not null generated always as (greatest(on_hand - reserved, 0)) stored,
  audience text[],
  primary key (product_id, variant_id, location_id),
  foreign key (product_id, variant_id) references product.variant on delete cascade
);
comment on table product.stock is 'Stock by location. No row at all means unknown, which is not in stock.';

create table product.offer (
  product_id bigint not null,
  variant_id bigint not null,
  price_list_id bigint not null references product.price_list,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  amount numeric not null,
  compare_at numeric,
  currency text not null,
  available integer,
  audience text[],
  primary key (product_id, variant_id, price_list_id, valid_from),
  foreign key (product_id, variant_id) references product.variant on delete cascade
);
create index offer_amount_idx on product.offer (price_list_id, amount)
  include (product_id, variant_id, valid_from, valid_to, available, audience);
comment on table product.offer is
  'What retrieval filters on: a row per variant, price list and price period of active products, with the stock of the moment (null: unknown). It stores periods, never "the price now": whether a period runs is judged by each query at its own instant. Kept by trigger in the transaction that writes the price or the stock; trueshelf doctor proves it against product.offer_truth.';

create type product.demand as (
  as_of timestamptz,
  price_list_id bigint,
  fallback_list_id bigint,
  customer_group text,
  sees_all boolean,
  min_amount numeric,
  min_exclusive boolean,
  max_amount numeric,
  max_exclusive boolean,
  in_stock boolean,
  category_ids bigint[],
  brand_ids bigint[],
  attributes jsonpath,
  excluded_category_ids bigint[],
  excluded_brand_ids bigint[],
  excluded_attributes jsonpath,
  excluded_product_ids bigint[]
);
comment on type product.demand is
  'Everything that an offer must meet, with names resolved to ids. Null means no demand of that kind. The attribute paths select a variant''s attributes when it has all that is demanded, or any that is excluded.';

alter table product.category enable row level security;
alter table product.brand enable row level security;
alter table product.currency enable row level security;
alter table product.price_list enable row level security;
alter table product.location enable row level security;
alter table product.attribute enable row level security;
alter table product.synonym enable row level security;
alter table product.comparative enable row level security;
alter table product.phrase enable row level security;
alter table product.product enable row level security;
alter table product.product_handle enable row level security;
alter table product.audience enable row level security;
alter table product.variant enable row level security;
alter table product.sku enable row level security;
alter table product.price enable row level security;
alter table product.stock enable row level security;
alter table product.offer enable row level security;

grant select on product.category, product.brand, product.currency, product.price_list, product.location,
  product.attribute, product.synonym, product.comparative, product.phrase,
  product.product, product.product_handle, product.variant, product.sku, product.stock, product.offer
  to trueshelf_api;
