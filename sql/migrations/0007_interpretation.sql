set local role trueshelf_data;

-- ── Words of questions and of the catalogue, cut alike ─────────────────────────────────────────────

-- As they stand in current/; here, since the columns below are made of them. To change what they return takes a migration
-- that makes those columns anew.
create or replace function embeddings.fold_plural(
  word text
)
returns text
as $$
  select case
    when length(fold_plural.word) <= 3 or fold_plural.word !~ '^[a-z]+$' then fold_plural.word
    when fold_plural.word ~ 'ies$' and fold_plural.word !~ '(eies|aies)$' then left(fold_plural.word, -3) || 'y'
    when fold_plural.word ~ 'es$' and fold_plural.word !~ '(aes|ees|oes)$' then
      case when fold_plural.word ~ '(sses|shes|ches|xes|zes)$' then left(fold_plural.word, -2)
        else left(fold_plural.word, -1) end
    when fold_plural.word ~ 's$' and fold_plural.word !~ '(us|ss|is)$' then left(fold_plural.word, -1)
    else fold_plural.word
  end;
$$
language sql
immutable
parallel safe;

create function product.scan_words(
  content text
)
returns table (
  place integer,
  form text,
  start integer,
  behind integer,
  gap text
)
as $$
  with piece as (
    select m.piece[1] as gap, m.piece[2] as word, m.position
    from regexp_matches(
      scan_words.content,
      '([\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]*)'
      '([0-9]+(?:[.,][0-9]+)*|[&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf]'
      '|[^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+'
      '(?:[''\u2019][^0-9&$%\u00a2-\u00a5\u00b0\u2032\u2033\u20a0-\u20bf\s\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff!"#''()*+,./:;<=>?@\[\\\]^_`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u201f\u2022\u2026\u2039\u203a-]+)*)',
      'g') with ordinality m (piece, position)
  )
  select p.position::integer,
    case when p.word = '&' then 'and' else
      translate(lower(regexp_replace(normalize(p.word, NFKD), '[\u0300-\u036F''\u2019]', '', 'g')), '×', 'x') end,
    (sum(length(p.gap) + length(p.word)) over reading - length(p.word) + 1)::integer,
    (sum(length(p.gap) + length(p.word)) over reading + 1)::integer,
    p.gap
  from piece p
  window reading as (order by p.position);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

create function product.term(
  content text
)
returns text
as $$
  select string_agg(case when w.is_last then embeddings.fold_plural(w.form) else w.form end, ' ' order by w.place)
  from (
    select s.form, s.place, s.place = max(s.place) over () as is_last
    from product.scan_words(term.content) s
  ) w;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

create function product.terms(
  contents text[]
)
returns text[]
as $$
  select coalesce(array_agg(product.term(c.content) order by c.position), '{}')
  from unnest(terms.contents) with ordinality c (content, position);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

create function product.folded_words(
  content text
)
returns text[]
as $$
  select array_agg(embeddings.fold_plural(s.form) order by s.place)
  from product.scan_words(folded_words.content) s;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

-- ── Vocabulary: every table that a question is read by, with its terms ─────────────────────────────

alter table product.brand add column term text generated always as (product.term(name)) stored;
alter table product.category add column term text generated always as (product.term(name)) stored;
alter table product.location add column term text generated always as (product.term(name)) stored;
alter table product.currency add column terms text[] generated always as (product.terms(signs)) stored;
alter table product.attribute
  add column term text generated always as (product.term(label)) stored,
  add constraint attribute_name_free check (name not in ('weight_grams', 'price', 'released_on', 'rating')) not valid;
create index brand_term_idx on product.brand (term);
create index category_term_idx on product.category (term);

insert into product.currency (code, minor_units, signs, prefix) values
  ('INR', 2, '{₹,inr,rupee,rupees}', '₹'), ('CNY', 2, '{cny,rmb,yuan}', 'CNY '), ('NZD', 2, '{nz$,nzd,$,dollar,dollars}', 'NZ$'),
  ('NOK', 2, '{nok,kroner}', 'NOK '), ('DKK', 2, '{dkk,kroner}', 'DKK '), ('PLN', 2, '{pln,zł,zloty,zlotys}', 'PLN ')
on conflict (code) do nothing;

create table product.attribute_value (
  attribute text not null,
  value text not null,
  example_id bigint not null,
  term text generated always as (product.term(value)) stored,
  words text[] generated always as (product.folded_words(value)) stored,
  primary key (attribute, value)
);
create index attribute_value_term_idx on product.attribute_value (term);
create index attribute_value_words_idx on product.attribute_value using gin (words);
comment on table product.attribute_value is
  'Values that variants have or had in registered text attributes: where a question''s words are looked up. Whether one is sold still is asked of the variants, of those of product example_id first. Kept by trigger; nothing is ever taken out.';
insert into product.attribute_value (attribute, value, example_id)
select h.attribute, v.value, coalesce(min(o.product_id) filter (where o.audience is null and p.status = 'active'), min(o.product_id))
from product.variant o
join product.product p on p.product_id = o.product_id
cross join lateral jsonb_each(o.attributes) h (attribute, held)
cross join lateral jsonb_array_elements_text(h.held) v (value)
join product.attribute a on a.name = h.attribute and a.type = 'text'
where product.term(v.value) is not null
group by h.attribute, v.value;

create table product.value_synonym (
  attribute text not null references product.attribute on delete cascade,
  term text not null check (term = lower(term) and term ~ '^\S+( \S+)*$' and length(term) <= 100),
  value text not null check (value = lower(value) and length(value) between 1 and 200),
  primary key (attribute, term, value)
);
create index value_synonym_term_idx on product.value_synonym (term);
comment on table product.value_synonym is
  'Who says term means value as well: (colour, blue, navy) has navy things shown to who asks for blue, and kept from who wants none.';

create table product.attribute_word (
  phrase text not null check (phrase = lower(phrase) and phrase ~ '^\S+( \S+)*$' and length(phrase) <= 100),
  attribute text not null check (attribute ~ '^[a-z][a-z0-9_]*$'),
  bound text check (bound in ('BELOW', 'AT_MOST', 'ABOVE', 'AT_LEAST')),
  term text generated always as (product.term(phrase)) stored,
  primary key (phrase, attribute)
);
comment on table product.attribute_word is
  'A phrase that names an attribute beside its label ("wide": width_cm; weight_grams is the weight of the variant), or the kind of thing whose measure it is ("monitor": screen_in), with what it demands of an amount behind it ("waterproof to 50 m": AT_LEAST).';
insert into product.attribute_word (phrase, attribute, bound) values
  ('weight', 'weight_grams', null), ('weighing', 'weight_grams', null), ('weighs', 'weight_grams', null),
  ('weigh', 'weight_grams', null), ('heavy', 'weight_grams', null),
  ('color', 'colour', null), ('sizes', 'size', null),
  ('made of', 'material', null), ('made from', 'material', null), ('made out of', 'material', null);

create table product.unit (
  code text primary key,
  dimension text not null,
  -- NaN is above every number, and so refused as infinity is.
  factor numeric not null check (factor > 0 and factor < 1e12),
  zero numeric not null default 0 check (zero between -1e6 and 1e6),
  signs text[] not null,
  terms text[] generated always as (product.terms(signs)) stored
);
comment on table product.unit is
  'Units of measures. An amount in the dimension''s base is amount * factor + zero. signs: lower-case words and signs that name it in a question; an attribute names its unit by the code.';
insert into product.unit (code, dimension, factor, zero, signs) values
  ('mg', 'mass', 0.001, 0, '{mg,milligram,milligrams}'),
  ('g', 'mass', 1, 0, '{g,gr,gram,grams,gramme,grammes}'),
  ('kg', 'mass', 1000, 0, '{kg,kgs,kilo,kilos,kilogram,kilograms}'),
  ('oz', 'mass', 28.349523125, 0, '{oz,ounce,ounces}'),
  ('lb', 'mass', 453.59237, 0, '{lb,lbs,pound,pounds}'),
  ('ml', 'volume', 0.001, 0, '{ml,millilitre,millilitres,milliliter,milliliters}'),
  ('cl', 'volume', 0.01, 0, '{cl,centilitre,centilitres,centiliter,centiliters}'),
  ('l', 'volume', 1, 0, '{l,litre,litres,liter,liters,ltr}'),
  ('fl oz', 'volume', 0.0295735295625, 0, '{fl oz,fluid ounce,fluid ounces}'),
  ('gal', 'volume', 3.785411784, 0, '{gal,gallon,gallons}'),
  ('mm', 'length', 0.001, 0, '{mm,millimetre,millimetres,millimeter,millimeters}'),
  ('cm', 'length', 0.01, 0, '{cm,cms,centimetre,centimetres,centimeter,centimeters}'),
  ('m', 'length', 1, 0, '{m,metre,metres,meter,meters}'),
  ('in', 'length', 0.0254, 0, '{in,inch,inches,″}'),
  ('ft', 'length', 0.3048, 0, '{ft,foot,feet,′}'),
  ('W', 'power', 1, 0, '{w,watt,watts}'),
  ('kW', 'power', 1000, 0, '{kw,kilowatt,kilowatts}'),
  ('min', 'time', 60, 0, '{min,mins,minute,minutes}'),
  ('h', 'time', 3600, 0, '{h,hr,hrs,hour,hours}'),
  ('d', 'time', 86400, 0, '{day,days}'),
  ('°C', 'temperature', 1, 273.15, '{°c,° c,°,degrees,degrees c,degrees celsius,celsius,degree celsius}'),
  ('°F', 'temperature', 0.55555555555555555556, 255.37222222222222222, '{°f,° f,degrees f,degrees fahrenheit,fahrenheit}'),
  ('K', 'colour temperature', 1, 0, '{k,kelvin}'),
  ('lm', 'luminous flux', 1, 0, '{lm,lumen,lumens}'),
  ('dB', 'sound level', 1, 0, '{db,decibel,decibels}'),
  ('Hz', 'frequency', 1, 0, '{hz,hertz}'),
  ('kHz', 'frequency', 1000, 0, '{khz,kilohertz}'),
  ('bar', 'pressure', 1, 0, '{bar,bars}'),
  ('psi', 'pressure', 0.0689475729, 0, '{psi}'),
  ('mAh', 'charge', 1, 0, '{mah,milliamp hours,milliampere hours}'),
  ('Ah', 'charge', 1000, 0, '{ah,amp hours}'),
  ('Ω', 'resistance', 1, 0, '{ω,ohm,ohms}'),
  ('gsm', 'grammage', 1, 0, '{gsm}'),
  ('tog', 'warmth', 1, 0, '{tog,togs}'),
  ('MB', 'storage', 0.001, 0, '{mb,megabyte,megabytes}'),
  ('GB', 'storage', 1, 0, '{gb,gigabyte,gigabytes}'),
  ('TB', 'storage', 1000, 0, '{tb,terabyte,terabytes}');

create table product.numeral (
  word text primary key check (word ~ '^[a-z]+$'),
  value numeric not null check (value > 0 and value < 1e9),
  multiplies boolean not null default false
);
comment on table product.numeral is
  'Numbers in words. multiplies: what stands before it is multiplied ("two hundred"), as against added ("twenty five").';
insert into product.numeral (word, value, multiplies) values
  ('one', 1, false), ('two', 2, false), ('three', 3, false), ('four', 4, false), ('five', 5, false), ('six', 6, false),
  ('seven', 7, false), ('eight', 8, false), ('nine', 9, false), ('ten', 10, false), ('eleven', 11, false),
  ('twelve', 12, false), ('thirteen', 13, false), ('fourteen', 14, false), ('fifteen', 15, false), ('sixteen', 16, false),
  ('seventeen', 17, false), ('eighteen', 18, false), ('nineteen', 19, false), ('twenty', 20, false), ('thirty', 30, false),
  ('forty', 40, false), ('fifty', 50, false), ('sixty', 60, false), ('seventy', 70, false), ('eighty', 80, false),
  ('ninety', 90, false), ('hundred', 100, true), ('thousand', 1000, true), ('k', 1000, true), ('grand', 1000, true);

alter table product.comparative
  drop constraint comparative_word_check,
  drop constraint comparative_measure_check,
  drop constraint comparative_pkey,
  add check (word = lower(word) and word ~ '^\S+( \S+)*$'),
  add check (measure ~ '^[a-z][a-z0-9_]*$'),
  add column bare boolean not null default true,
  add column term text generated always as (product.term(word)) stored,
  add primary key (word, measure);
comment on table product.comparative is
  'What a comparative compares: lighter -> weight_grams LESS. measure: weight_grams, price, released_on, rating or a number attribute; a word may have several, of which that counts which most of the products have that the question is like. bare: counts without "but" or "than" as well; false for what may be a thing ("lighter").';
update product.comparative set bare = false where word in ('lighter', 'better', 'older');
insert into product.comparative (word, measure, direction) values
  ('less expensive', 'price', 'LESS'), ('more expensive', 'price', 'MORE'), ('more affordable', 'price', 'LESS'),
  ('cheap', 'price', 'LESS'), ('inexpensive', 'price', 'LESS'), ('affordable', 'price', 'LESS'), ('budget', 'price', 'LESS'),
  ('not too expensive', 'price', 'LESS'), ('not expensive', 'price', 'LESS'), ('not too pricey', 'price', 'LESS'),
  ('not too dear', 'price', 'LESS'), ('not too costly', 'price', 'LESS'), ('low cost', 'price', 'LESS'), ('low price', 'price', 'LESS'),
  ('less heavy', 'weight_grams', 'LESS'), ('not as expensive', 'price', 'LESS'), ('not as heavy', 'weight_grams', 'LESS'), ('not too heavy', 'weight_grams', 'LESS'), ('not heavy', 'weight_grams', 'LESS'),
  ('costlier', 'price', 'MORE'), ('more costly', 'price', 'MORE'), ('less costly', 'price', 'LESS'), ('less pricey', 'price', 'LESS'),
  ('lower priced', 'price', 'LESS'), ('economical', 'price', 'LESS'), ('low budget', 'price', 'LESS'), ('on a budget', 'price', 'LESS'),
  ('isn''t too expensive', 'price', 'LESS'), ('aren''t too expensive', 'price', 'LESS'), ('isn''t expensive', 'price', 'LESS'),
  ('not so expensive', 'price', 'LESS'), ('not very expensive', 'price', 'LESS'), ('nothing too expensive', 'price', 'LESS'),
  ('isn''t too heavy', 'weight_grams', 'LESS'), ('aren''t too heavy', 'weight_grams', 'LESS'), ('not so heavy', 'weight_grams', 'LESS'),
  ('not very heavy', 'weight_grams', 'LESS'), ('as light as possible', 'weight_grams', 'LESS'), ('as cheap as possible', 'price', 'LESS'),
  ('less weight', 'weight_grams', 'LESS'), ('lower weight', 'weight_grams', 'LESS'),
  ('more recent', 'released_on', 'MORE'), ('better rated', 'rating', 'MORE'), ('better reviewed', 'rating', 'MORE'),
  ('higher rated', 'rating', 'MORE'), ('well rated', 'rating', 'MORE'), ('well reviewed', 'rating', 'MORE'), ('highly rated', 'rating', 'MORE'),
  ('higher rating', 'rating', 'MORE'), ('better rating', 'rating', 'MORE'), ('better reviews', 'rating', 'MORE'),
  ('good reviews', 'rating', 'MORE'), ('good ratings', 'rating', 'MORE');

alter table product.phrase
  drop constraint phrase_pkey,
  add primary key (phrase, meaning),
  drop constraint phrase_meaning_check,
  add check (meaning in (
    'PRICE_BELOW', 'PRICE_AT_MOST', 'PRICE_ABOVE', 'PRICE_AT_LEAST', 'PRICE_BETWEEN', 'PRICE_AROUND',
    'IN_STOCK', 'CURRENT_PRICE', 'NOT', 'ONLY', 'FILLER', 'GREETING',
    'AT_MOST_BEHIND', 'AT_LEAST_BEHIND', 'AROUND_BEHIND', 'STOCK_AT', 'LITERAL', 'PRIVATIVE', 'DISCOUNT', 'DELIVERY',
    'PRICED', 'BUDGET', 'NO_PRICE', 'CHILD', 'PERSON',
    'SORT_PRICE_ASC', 'SORT_PRICE_DESC', 'SORT_NEWEST', 'SORT_RATING', 'SORT_WEIGHT_ASC', 'SORT_WEIGHT_DESC')),
  add column term text generated always as (product.term(phrase)) stored;
comment on column product.phrase.meaning is
  'PRICE_…: bounds before an amount, of money or of a measure. …_BEHIND: bounds behind it ("or less"). ONLY: marks what stands behind it as demanded. GREETING: filler where it stands apart ("hello, ..."). STOCK_AT: before a location. LITERAL: words that no rule may read ("black tie"). PRIVATIVE: what it stands before is none ("faux leather"). DISCOUNT and DELIVERY: wishes that no row can meet. PRICED: leads to an amount of money ("priced", "want to pay"). BUDGET: before or behind an amount of money, which then is a ceiling. NO_PRICE: a bare number behind is no money ("size"), nor, up to 18, behind CHILD. PERSON: a measure right behind it, said in just this form, is of whom the thing is for ("a dog over 30 kg").';
insert into product.phrase (phrase, meaning) values
  ('longer than', 'PRICE_ABOVE'), ('deeper than', 'PRICE_ABOVE'),
  ('shorter than', 'PRICE_BELOW'), ('lower than', 'PRICE_BELOW'), ('smaller than', 'PRICE_BELOW'), ('fewer than', 'PRICE_BELOW'),
  ('maximum of', 'PRICE_AT_MOST'), ('a maximum of', 'PRICE_AT_MOST'), ('a max of', 'PRICE_AT_MOST'), ('within', 'PRICE_AT_MOST'),
  ('no higher than', 'PRICE_AT_MOST'), ('not over', 'PRICE_AT_MOST'), ('not above', 'PRICE_AT_MOST'),
  ('no more then', 'PRICE_AT_MOST'), ('not exceeding', 'PRICE_AT_MOST'), ('upto', 'PRICE_AT_MOST'),
  ('higher than', 'PRICE_ABOVE'), ('greater than', 'PRICE_ABOVE'), ('bigger than', 'PRICE_ABOVE'), ('larger than', 'PRICE_ABOVE'),
  ('minimum', 'PRICE_AT_LEAST'), ('min', 'PRICE_AT_LEAST'), ('minimum of', 'PRICE_AT_LEAST'), ('a minimum of', 'PRICE_AT_LEAST'),
  ('not less than', 'PRICE_AT_LEAST'), ('starting from', 'PRICE_AT_LEAST'), ('not under', 'PRICE_AT_LEAST'), ('not below', 'PRICE_AT_LEAST'),
  ('approximately', 'PRICE_AROUND'), ('approx', 'PRICE_AROUND'), ('circa', 'PRICE_AROUND'), ('some', 'PRICE_AROUND'), ('near', 'PRICE_AROUND'),
  ('in the region of', 'PRICE_AROUND'), ('close to', 'PRICE_AROUND'),
  ('or less', 'AT_MOST_BEHIND'), ('or under', 'AT_MOST_BEHIND'), ('or below', 'AT_MOST_BEHIND'), ('or cheaper', 'AT_MOST_BEHIND'),
  ('and under', 'AT_MOST_BEHIND'), ('and below', 'AT_MOST_BEHIND'), ('and less', 'AT_MOST_BEHIND'), ('or smaller', 'AT_MOST_BEHIND'),
  ('or lighter', 'AT_MOST_BEHIND'), ('max', 'AT_MOST_BEHIND'), ('maximum', 'AT_MOST_BEHIND'), ('tops', 'AT_MOST_BEHIND'),
  ('at most', 'AT_MOST_BEHIND'), ('at the most', 'AT_MOST_BEHIND'), ('or lower', 'AT_MOST_BEHIND'), ('limit', 'AT_MOST_BEHIND'),
  ('or more', 'AT_LEAST_BEHIND'), ('or over', 'AT_LEAST_BEHIND'), ('or above', 'AT_LEAST_BEHIND'), ('and up', 'AT_LEAST_BEHIND'),
  ('and over', 'AT_LEAST_BEHIND'), ('and above', 'AT_LEAST_BEHIND'), ('or bigger', 'AT_LEAST_BEHIND'), ('or larger', 'AT_LEAST_BEHIND'),
  ('or higher', 'AT_LEAST_BEHIND'), ('plus', 'AT_LEAST_BEHIND'), ('minimum', 'AT_LEAST_BEHIND'), ('min', 'AT_LEAST_BEHIND'),
  ('at least', 'AT_LEAST_BEHIND'), ('upwards', 'AT_LEAST_BEHIND'), ('onwards', 'AT_LEAST_BEHIND'), ('or heavier', 'AT_LEAST_BEHIND'),
  ('or wider', 'AT_LEAST_BEHIND'), ('or longer', 'AT_LEAST_BEHIND'), ('or taller', 'AT_LEAST_BEHIND'), ('or thicker', 'AT_LEAST_BEHIND'),
  ('or brighter', 'AT_LEAST_BEHIND'), ('or warmer', 'AT_LEAST_BEHIND'), ('or longer lasting', 'AT_LEAST_BEHIND'),
  ('or narrower', 'AT_MOST_BEHIND'), ('or shorter', 'AT_MOST_BEHIND'), ('or thinner', 'AT_MOST_BEHIND'), ('or quieter', 'AT_MOST_BEHIND'),
  ('in stock at', 'STOCK_AT'), ('in stock in', 'STOCK_AT'), ('available at', 'STOCK_AT'), ('available in', 'STOCK_AT'),
  ('available from', 'STOCK_AT'), ('ships from', 'STOCK_AT'), ('shipped from', 'STOCK_AT'), ('shipping from', 'STOCK_AT'),
  ('ship from', 'STOCK_AT'), ('sent from', 'STOCK_AT'), ('dispatched from', 'STOCK_AT'), ('pick up in', 'STOCK_AT'),
  ('pick up at', 'STOCK_AT'), ('pick up from', 'STOCK_AT'), ('pickup in', 'STOCK_AT'), ('pickup at', 'STOCK_AT'),
  ('pickup from', 'STOCK_AT'), ('to pick up in', 'STOCK_AT'), ('collect in', 'STOCK_AT'), ('collect from', 'STOCK_AT'),
  ('collect at', 'STOCK_AT'), ('in the', 'STOCK_AT'), ('at the', 'STOCK_AT'), ('from the', 'STOCK_AT'), ('at', 'STOCK_AT'), ('in', 'STOCK_AT'),
  ('still available', 'IN_STOCK'), ('ready to ship', 'IN_STOCK'), ('on stock', 'IN_STOCK'), ('in store now', 'IN_STOCK'),
  ('no sold out', 'IN_STOCK'), ('nothing sold out', 'IN_STOCK'), ('instock', 'IN_STOCK'), ('that you have', 'FILLER'),
  ('only valid prices', 'CURRENT_PRICE'), ('no expired prices', 'CURRENT_PRICE'), ('no old prices', 'CURRENT_PRICE'),
  ('not expired prices', 'CURRENT_PRICE'), ('todays prices', 'CURRENT_PRICE'), ('at todays price', 'CURRENT_PRICE'), ('only prices that are current', 'CURRENT_PRICE'),
  ('cant stand', 'NOT'), ('cannot stand', 'NOT'), ('hate', 'NOT'), ('i hate', 'NOT'), ('dont like', 'NOT'), ('do not like', 'NOT'),
  ('any colour but', 'NOT'), ('any color but', 'NOT'), ('any material but', 'NOT'), ('any brand but', 'NOT'), ('any but', 'NOT'),
  ('any colour except', 'NOT'), ('any color except', 'NOT'), ('any brand except', 'NOT'),
  ('other than', 'NOT'), ('apart from', 'NOT'), ('but not', 'NOT'), ('but no', 'NOT'), ('but without', 'NOT'), ('rather not', 'NOT'),
  ('anything except', 'NOT'), ('everything but', 'NOT'), ('everything except', 'NOT'), ('nothing in', 'NOT'), ('nothing by', 'NOT'),
  ('nothing from', 'NOT'), ('nothing made of', 'NOT'), ('avoid', 'NOT'), ('never', 'NOT'), ('nor', 'NOT'), ('nothing with', 'NOT'),
  ('neither', 'NOT'), ('non', 'NOT'), ('isn''t', 'NOT'), ('aren''t', 'NOT'),
  ('don''t want', 'NOT'), ('do not want', 'NOT'), ('don''t like', 'NOT'), ('do not like', 'NOT'), ('don''t need', 'NOT'), ('don''t show me', 'NOT'),
  ('do not show me', 'NOT'), ('but nothing in', 'NOT'), ('but nothing by', 'NOT'), ('everything apart from', 'NOT'),
  ('faux', 'PRIVATIVE'), ('fake', 'PRIVATIVE'), ('imitation', 'PRIVATIVE'), ('vegan', 'PRIVATIVE'), ('artificial', 'PRIVATIVE'),
  ('synthetic', 'PRIVATIVE'), ('mock', 'PRIVATIVE'), ('off', 'PRIVATIVE'), ('non', 'PRIVATIVE'),
  ('discount', 'DISCOUNT'), ('discounted', 'DISCOUNT'), ('on sale', 'DISCOUNT'), ('on offer', 'DISCOUNT'), ('in the sale', 'DISCOUNT'),
  ('reduced from', 'DISCOUNT'), ('marked down from', 'DISCOUNT'), ('discounted from', 'DISCOUNT'), ('buy one get one free', 'DISCOUNT'),
  ('reduced', 'DISCOUNT'), ('clearance', 'DISCOUNT'), ('marked down', 'DISCOUNT'),
  ('free delivery', 'DELIVERY'), ('free shipping', 'DELIVERY'), ('free postage', 'DELIVERY'), ('next day delivery', 'DELIVERY'),
  ('same day delivery', 'DELIVERY'), ('fast delivery', 'DELIVERY'), ('fast shipping', 'DELIVERY'), ('express delivery', 'DELIVERY'),
  ('delivered by tomorrow', 'DELIVERY'), ('delivered tomorrow', 'DELIVERY'), ('delivery tomorrow', 'DELIVERY'),
  ('cheapest', 'SORT_PRICE_ASC'), ('least expensive', 'SORT_PRICE_ASC'), ('lowest price', 'SORT_PRICE_ASC'), ('lowest priced', 'SORT_PRICE_ASC'),
  ('cheapest first', 'SORT_PRICE_ASC'), ('lowest price first', 'SORT_PRICE_ASC'), ('sorted by price', 'SORT_PRICE_ASC'), ('sort by price', 'SORT_PRICE_ASC'),
  ('most expensive', 'SORT_PRICE_DESC'), ('priciest', 'SORT_PRICE_DESC'), ('highest price', 'SORT_PRICE_DESC'),
  ('most expensive first', 'SORT_PRICE_DESC'), ('highest price first', 'SORT_PRICE_DESC'),
  ('newest', 'SORT_NEWEST'), ('latest', 'SORT_NEWEST'), ('most recent', 'SORT_NEWEST'), ('newest first', 'SORT_NEWEST'),
  ('best rated', 'SORT_RATING'), ('top rated', 'SORT_RATING'), ('highest rated', 'SORT_RATING'), ('best reviewed', 'SORT_RATING'),
  ('best rated first', 'SORT_RATING'), ('best reviews', 'SORT_RATING'), ('best rating', 'SORT_RATING'), ('sorted by rating', 'SORT_RATING'),
  ('lightest', 'SORT_WEIGHT_ASC'), ('lightest first', 'SORT_WEIGHT_ASC'), ('heaviest', 'SORT_WEIGHT_DESC'), ('heaviest first', 'SORT_WEIGHT_DESC'),
  ('black tie', 'LITERAL'), ('white tie', 'LITERAL'), ('black friday', 'LITERAL'), ('no show', 'LITERAL'), ('no iron', 'LITERAL'),
  ('no name', 'LITERAL'), ('no bake', 'LITERAL'), ('less is more', 'LITERAL'), ('not only', 'LITERAL'), ('why not', 'LITERAL'),
  ('over the knee', 'LITERAL'), ('max mara', 'LITERAL'), ('under armour', 'LITERAL'), ('red wine', 'LITERAL'), ('white wine', 'LITERAL'),
  ('lighter fluid', 'LITERAL'), ('lighter refill', 'LITERAL'), ('lighter case', 'LITERAL'), ('lighter shade', 'LITERAL'),
  ('older brother', 'LITERAL'), ('older sister', 'LITERAL'), ('better together', 'LITERAL'),
  ('better half', 'LITERAL'), ('bigger than life', 'LITERAL'), ('larger than life', 'LITERAL'), ('brighter days', 'LITERAL'),
  ('cheap trick', 'LITERAL'), ('cheap thrills', 'LITERAL'), ('cheap monday', 'LITERAL'), ('budget planner', 'LITERAL'), ('budget conscious', 'LITERAL'), ('bar stool', 'LITERAL'),
  ('dimmer switch', 'LITERAL'), ('cooler box', 'LITERAL'), ('cooler bag', 'LITERAL'),
  ('green tea', 'LITERAL'), ('white noise', 'LITERAL'), ('black and white', 'LITERAL'),
  ('not just', 'LITERAL'), ('not sure', 'LITERAL'), ('not bad', 'LITERAL'), ('not yet', 'LITERAL'), ('not really', 'LITERAL'), ('not so', 'LITERAL'),
  ('if not', 'LITERAL'), ('or not', 'LITERAL'), ('whether or not', 'LITERAL'), ('forget me not', 'LITERAL'), ('not to mention', 'LITERAL'),
  ('no problem', 'LITERAL'), ('no matter', 'LITERAL'), ('no doubt', 'LITERAL'), ('no time', 'LITERAL'), ('no way', 'LITERAL'), ('no one', 'LITERAL'),
  ('no limit', 'LITERAL'), ('no limits', 'LITERAL'), ('no pressure', 'LITERAL'), ('no worries', 'LITERAL'),
  ('no idea', 'LITERAL'), ('no brainer', 'LITERAL'), ('no frills', 'LITERAL'), ('no nonsense', 'LITERAL'), ('no preference', 'LITERAL'),
  ('without borders', 'LITERAL'), ('without a cause', 'LITERAL'), ('without a doubt', 'LITERAL'), ('never mind', 'LITERAL'), ('lady in', 'LITERAL')
on conflict (phrase, meaning) do nothing;

insert into product.phrase (phrase, meaning) values
  ('exceed', 'PRICE_ABOVE'), ('exceeds', 'PRICE_ABOVE'), ('exceeding', 'PRICE_ABOVE'), ('beyond', 'PRICE_ABOVE'),
  ('upwards of', 'PRICE_AT_LEAST'), ('≤', 'PRICE_AT_MOST'), ('≥', 'PRICE_AT_LEAST'), ('≈', 'PRICE_AROUND'),
  ('up', 'AT_LEAST_BEHIND'), ('or up', 'AT_LEAST_BEHIND'), ('and upwards', 'AT_LEAST_BEHIND'), ('and more', 'AT_LEAST_BEHIND'),
  ('and higher', 'AT_LEAST_BEHIND'), ('or at most', 'AT_MOST_BEHIND'), ('and cheaper', 'AT_MOST_BEHIND'),
  ('half price', 'DISCOUNT'),
  ('price', 'PRICED'), ('priced', 'PRICED'), ('price is', 'PRICED'), ('price of', 'PRICED'), ('price range', 'PRICED'),
  ('price range of', 'PRICED'), ('price range is', 'PRICED'), ('range', 'PRICED'), ('cost', 'PRICED'), ('costing', 'PRICED'),
  ('sold for', 'PRICED'), ('selling for', 'PRICED'), ('want', 'PRICED'), ('pay', 'PRICED'), ('to pay', 'PRICED'), ('paying', 'PRICED'),
  ('want to pay', 'PRICED'), ('wish to pay', 'PRICED'), ('like to pay', 'PRICED'), ('willing to pay', 'PRICED'), ('spending', 'PRICED'),
  ('spend', 'BUDGET'), ('to spend', 'BUDGET'), ('to spend on', 'BUDGET'), ('want to spend', 'BUDGET'), ('wish to spend', 'BUDGET'),
  ('like to spend', 'BUDGET'), ('willing to spend', 'BUDGET'), ('can spend', 'BUDGET'), ('i can spend', 'BUDGET'), ('i have', 'BUDGET'),
  ('i have got', 'BUDGET'), ('ive got', 'BUDGET'), ('i only have', 'BUDGET'), ('we have', 'BUDGET'), ('budget', 'BUDGET'), ('budget of', 'BUDGET'),
  ('budget is', 'BUDGET'), ('my budget', 'BUDGET'), ('my budget is', 'BUDGET'), ('our budget is', 'BUDGET'), ('the budget is', 'BUDGET'),
  ('max budget', 'BUDGET'), ('maximum budget', 'BUDGET'), ('my limit is', 'BUDGET'), ('my maximum is', 'BUDGET'), ('my max is', 'BUDGET'),
  ('rated', 'NO_PRICE'), ('rating', 'NO_PRICE'), ('score', 'NO_PRICE'), ('scored', 'NO_PRICE'), ('temperature', 'NO_PRICE'),
  ('size', 'NO_PRICE'), ('sizes', 'NO_PRICE'), ('age', 'NO_PRICE'), ('aged', 'NO_PRICE'), ('model', 'NO_PRICE'), ('version', 'NO_PRICE'), ('number', 'NO_PRICE'),
  ('gift card', 'NO_PRICE'), ('gift voucher', 'NO_PRICE'), ('voucher', 'NO_PRICE'), ('coupon', 'NO_PRICE'),
  -- No "men", "women", "kids": behind them a measure is of the thing ("boots for men under 1 kg").
  ('man', 'PERSON'), ('woman', 'PERSON'), ('person', 'PERSON'), ('people', 'PERSON'), ('someone', 'PERSON'), ('somebody', 'PERSON'),
  ('anyone', 'PERSON'), ('anybody', 'PERSON'), ('everyone', 'PERSON'), ('adult', 'PERSON'), ('teenager', 'PERSON'), ('guy', 'PERSON'), ('lady', 'PERSON'),
  ('child', 'PERSON'), ('kid', 'PERSON'), ('toddler', 'PERSON'), ('baby', 'PERSON'), ('boy', 'PERSON'), ('girl', 'PERSON'), ('son', 'PERSON'), ('daughter', 'PERSON'),
  ('husband', 'PERSON'), ('wife', 'PERSON'), ('user', 'PERSON'), ('rider', 'PERSON'), ('climber', 'PERSON'), ('sleeper', 'PERSON'),
  ('dog', 'PERSON'), ('dogs', 'PERSON'), ('puppy', 'PERSON'), ('cat', 'PERSON'), ('cats', 'PERSON'), ('pet', 'PERSON'), ('pets', 'PERSON'), ('horse', 'PERSON'),
  ('kid', 'CHILD'), ('child', 'CHILD'), ('children', 'CHILD'), ('toddler', 'CHILD'), ('baby', 'CHILD'), ('boy', 'CHILD'), ('girl', 'CHILD'),
  ('air max', 'LITERAL'), ('pro max', 'LITERAL'), ('mad max', 'LITERAL')
on conflict (phrase, meaning) do nothing;

insert into product.phrase (phrase, meaning) values
  ('ish', 'AROUND_BEHIND'), ('or so', 'AROUND_BEHIND'), ('or thereabouts', 'AROUND_BEHIND'), ('give or take', 'AROUND_BEHIND'),
  ('more or less', 'AROUND_BEHIND'), ('or around that', 'AROUND_BEHIND'), ('or roughly that', 'AROUND_BEHIND'),
  ('only', 'ONLY'), ('just', 'ONLY'), ('must be', 'ONLY'), ('has to be', 'ONLY'), ('have to be', 'ONLY'), ('needs to be', 'ONLY'), ('need to be', 'ONLY'), ('exclusively', 'ONLY'), ('purely', 'ONLY'), ('solely', 'ONLY'), ('nothing but', 'ONLY'),
  ('nothing else than', 'ONLY'), ('nothing else but', 'ONLY'), ('nothing other than', 'ONLY'), ('none but', 'ONLY'),
  ('not exclusively', 'LITERAL'), ('not purely', 'LITERAL'), ('not solely', 'LITERAL'), ('nothing but the best', 'LITERAL'),
  ('free delivery on orders', 'DELIVERY'), ('free shipping on orders', 'DELIVERY'), ('free postage on orders', 'DELIVERY'),
  ('free delivery on all orders', 'DELIVERY'), ('free shipping on all orders', 'DELIVERY'), ('free delivery for orders', 'DELIVERY'),
  ('free shipping for orders', 'DELIVERY'), ('free returns', 'DELIVERY'),
  ('do not need', 'NOT'), ('would not want', 'NOT'), ('wouldn''t want', 'NOT'), ('would not like', 'NOT'), ('wouldn''t like', 'NOT'),
  ('would rather not', 'NOT'),
  ('no longer available', 'LITERAL'), ('no longer in stock', 'LITERAL'), ('made of money', 'LITERAL'), ('mint condition', 'LITERAL'), ('in mint condition', 'LITERAL'), ('not only in', 'LITERAL'), ('not just in', 'LITERAL'),
  ('live without', 'LITERAL'), ('my only', 'LITERAL'), ('his only', 'LITERAL'), ('her only', 'LITERAL'), ('back in stock', 'LITERAL'), ('at the latest', 'LITERAL'),
  ('newest member', 'LITERAL'), ('men in black', 'LITERAL'), ('women in black', 'LITERAL'),
  ('no thanks', 'LITERAL'), ('no thank you', 'LITERAL'),
  ('hi', 'GREETING'), ('hi there', 'GREETING'), ('hello', 'GREETING'), ('hello there', 'GREETING'), ('hey', 'GREETING'), ('hey there', 'GREETING'),
  ('good morning', 'GREETING'), ('good afternoon', 'GREETING'), ('good evening', 'GREETING'), ('good day', 'GREETING'), ('thank you', 'GREETING'),
  ('thank you very much', 'GREETING'), ('thank you so much', 'GREETING'), ('thank you in advance', 'GREETING'),
  ('cheers', 'GREETING'),
  ('thanks', 'FILLER'), ('many thanks', 'FILLER'), ('thanks a lot', 'FILLER'), ('thanks in advance', 'FILLER'),
  ('could you', 'FILLER'), ('can you', 'FILLER'), ('would you', 'FILLER'), ('can you show me', 'FILLER'), ('could you show me', 'FILLER'),
  ('would you show me', 'FILLER'), ('could you please show me', 'FILLER'), ('could you find me', 'FILLER'), ('would you have', 'FILLER'),
  ('i would like', 'FILLER'), ('i''d like', 'FILLER'), ('we would like', 'FILLER'), ('we''d like', 'FILLER'), ('we need', 'FILLER'),
  ('we want', 'FILLER'), ('we are looking for', 'FILLER'), ('we''re looking for', 'FILLER'),
  ('i am after', 'FILLER'), ('i''m after', 'FILLER'), ('we are after', 'FILLER'), ('we''re after', 'FILLER'),
  ('is there', 'FILLER'), ('are there', 'FILLER'), ('is there any', 'FILLER'), ('are there any', 'FILLER'),
  ('have you got any', 'FILLER'), ('do you have any', 'FILLER'), ('do you sell', 'FILLER'), ('do you sell any', 'FILLER'), ('do you stock', 'FILLER'),
  ('what''s the', 'FILLER'), ('what is the', 'FILLER'), ('what are the', 'FILLER'), ('which is the', 'FILLER'), ('which are the', 'FILLER'),
  ('where can i find', 'FILLER'), ('where can i buy', 'FILLER'), ('where can i get', 'FILLER'), ('where do i find', 'FILLER'),
  ('could i have', 'FILLER'), ('can i have', 'FILLER'), ('may i have', 'FILLER'), ('could i get', 'FILLER'), ('can i get', 'FILLER'),
  ('i wonder if', 'FILLER'), ('i was wondering if', 'FILLER'), ('i wonder if you have', 'FILLER'), ('i was wondering if you have', 'FILLER'),
  ('you have got', 'FILLER'), ('you have any', 'FILLER'), ('get me', 'FILLER'), ('any chance of', 'FILLER'), ('in need of', 'FILLER')
on conflict (phrase, meaning) do nothing;
update product.currency set signs = signs || array['us dollars', 'american dollars'] where code = 'USD';
update product.currency set signs = signs || array['canadian dollars'] where code = 'CAD';
update product.currency set signs = signs || array['australian dollars'] where code = 'AUD';
update product.currency set signs = signs || array['pounds sterling'] where code = 'GBP';
update product.currency set signs = signs || array['swiss francs'] where code = 'CHF';

create index phrase_term_idx on product.phrase (term);
create index comparative_term_idx on product.comparative (term);
create index attribute_word_term_idx on product.attribute_word (term);

-- ── What a question is taken apart into ────────────────────────────────────────────────────────────

create type product.lexeme as (
  first integer,
  last integer,
  class text,
  meaning text,
  name text,
  value text,
  origin text
);
comment on type product.lexeme is
  'Words of a question that a row knows, from word first to word last (from 1); see product.find_lexemes for what each class holds. origin: the row.';

create type product.reading as (
  content text,
  forms text[],
  starts integer[],
  behinds integer[],
  gaps text[],
  taken boolean[],
  known boolean[],
  lexemes product.lexeme[],
  constraints jsonb,
  preferences jsonb,
  ignored jsonb,
  sort jsonb
);
comment on type product.reading is
  'A question while it is read. Of each word: form (lower case, without accents), where it starts and the position behind it (code points from 1), the gap before it; gaps has one entry more, for the end. taken: no later rule may read the word, and it is no part of the residue; known: no later rule may read it, and it stays.';

create type product.measure as (
  number_first integer,
  number_last integer,
  first integer,
  last integer,
  start integer,
  behind integer,
  low numeric,
  high numeric,
  unit text,
  attribute text,
  bound text,
  worded boolean,
  plus boolean,
  origin text
);
comment on type product.measure is
  'A measure in a question. number_first to number_last: the words of its number and unit; first to last: with the words that bound or name it, from position start to before behind. low and high: alike unless it is a range; unit: a code; attribute: what its words name already. bound: PRICE_BELOW and its like, as product.phrase says them, null for none; worded: a word says so, not only the dash of a range; plus: a plus stands behind it. origin: the row.';

alter type product.demand add attribute weight numrange;

-- For bounds of the weight, and for browsing the lightest or the heaviest first: what nobody weighed comes last in both.
create index variant_weight_idx on product.variant (weight_grams, product_id);
create index variant_heaviest_idx on product.variant (weight_grams desc nulls last, product_id);

-- ── Functions whose arguments or results change ────────────────────────────────────────────────────

drop function if exists product.interpret_phrases(text, text);
drop function if exists product.interpret_prices(text, text);
drop function if exists product.interpret_comparatives(text, text);
drop function if exists product.interpret_negations(text, text);
drop function if exists product.interpret_marked_words(text, text);
drop function if exists product.recognise(text, text[], text);
drop function if exists product.recognise_ahead(text, integer, text[], text);
drop function if exists product.blank_span(text, integer, integer);
drop function if exists product.ends_amount(text, integer);
drop function if exists product.read_money(text, text, text, text);
drop function if exists product.escape_pattern(text);
drop function if exists product.interpret_text(text);
drop function if exists product.interpretation(text);

alter table product.attribute_value enable row level security;
alter table product.value_synonym enable row level security;
alter table product.attribute_word enable row level security;
alter table product.unit enable row level security;
alter table product.numeral enable row level security;
grant select on product.value_synonym, product.attribute_word, product.unit, product.numeral to trueshelf_api;
set local role trueshelf_api;
drop function if exists api.interpret(text, jsonb);
