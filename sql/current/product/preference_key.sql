create or replace function product.preference_key(
  preference jsonb
)
returns text
as $$
  select case preference_key.preference ->> 'kind'
    when 'COMPARATIVE' then 'COMPARATIVE:' || (preference_key.preference #>> '{measures,0}')
    when 'ATTRIBUTE' then 'PREFER_ATTRIBUTE:' || (preference_key.preference #>> '{filter,attributes,0,name}')
    else 'PREFER_' || (preference_key.preference ->> 'kind')
  end;
$$
language sql
immutable
parallel safe;

comment on function product.preference_key(jsonb) is
  'What a preference is about, as options.dismiss takes it: COMPARATIVE:weight_grams (its first measure), PREFER_ATTRIBUTE:colour, PREFER_BRAND or PREFER_CATEGORY.';

grant execute on function product.preference_key(jsonb) to trueshelf_api;
