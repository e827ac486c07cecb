create or replace function product.key_noun(
  key text
)
returns text
as $$
  select case
    when split_part(key_noun.key, ':', 1) in ('PRICE_MIN', 'PRICE_MAX') or key_noun.key in ('CURRENT_PRICE', 'COMPARATIVE:price') then 'the price'
    when key_noun.key = 'COMPARATIVE:weight_grams' then 'the weight'
    when key_noun.key = 'COMPARATIVE:rating' then 'the rating'
    when key_noun.key = 'COMPARATIVE:released_on' then 'the age'
    when key_noun.key = 'IN_STOCK' then 'the stock'
    when key_noun.key = 'IN_STOCK_AT' then 'the location'
    when key_noun.key = 'SORT' then 'the order'
    when key_noun.key = 'TOPIC' then 'all that'
    when key_noun.key like '%CATEGORY' then 'the category'
    when key_noun.key like '%BRAND' then 'the brand'
    when key_noun.key like '%PRODUCT' then 'the products'
    when key_noun.key like '%:weight_grams' then 'the weight'
    else 'the ' || lower(product.attribute_label(split_part(key_noun.key, ':', 2)))
  end;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.key_noun(text) is
  'What a key of a constraint, preference, order or topic is about, as people say it: "the price", "the colour", "the brand".';

grant execute on function product.key_noun(text) to trueshelf_api;
