create or replace function product.unmet_phrase(
  preference jsonb,
  wish_check jsonb
)
returns text
as $$
  select case
    when u.kind = 'CATEGORY' then format('it is filed under %s, not %s', u.actual, substr(u.label, 4))
    when u.kind = 'BRAND' and u.actual = 'no brand' then 'no brand is recorded of it'
    when u.kind = 'BRAND' then format('it is by %s, not %s', u.actual, substr(u.label, 4))
    when u.demanded ->> 'name' = 'weight_grams' and u.actual = 'not stated' then 'its weight is not recorded'
    when u.demanded ->> 'name' = 'weight_grams' then format('it weighs %s, not %s', u.actual, regexp_replace(u.label, '^weight ', ''))
    when u.actual = 'not stated' and u.is_flag then format('whether it is %s is not recorded', u.asked)
    when u.actual = 'not stated' then format('its %s is not recorded', product.attribute_label(u.demanded ->> 'name'))
    when u.is_flag then format('it is recorded as %s%s', case when u.actual = 'false' then 'not ' else '' end, product.attribute_label(u.demanded ->> 'name'))
    when not u.demanded ? 'values' then format('its %s is %s, not %s',
      product.attribute_label(u.demanded ->> 'name'), u.actual, regexp_replace(u.label, '^' || product.attribute_label(u.demanded ->> 'name') || ' ', ''))
    -- Merino wool is merino, whatever the vocabulary takes "merino" for.
    when u.actual ~* ('\m' || regexp_replace(u.asked, '([^[:alnum:] ])', '\\\1', 'g') || '\M') and u.actual !~* '\m(faux|imitation|look|style|effect|vegan)\M' then
      format('its %s is recorded as %s', product.attribute_label(u.demanded ->> 'name'), u.actual)
    when u.demanded ->> 'name' in ('colour', 'color', 'material') then format('it is %s, not %s', u.actual, u.asked)
    else format('its %s is %s, not %s', product.attribute_label(u.demanded ->> 'name'), u.actual, u.asked)
  end
  from (
    select w.*, product.asked_words(unmet_phrase.preference) as asked
    from (
      select unmet_phrase.preference ->> 'kind' as kind, unmet_phrase.preference ->> 'label' as label,
        unmet_phrase.preference #> '{filter,attributes,0}' as demanded,
        case when unmet_phrase.preference #>> '{filter,attributes,0,name}' = 'size' and unmet_phrase.wish_check ->> 'actual' ~* '^[0-9]*x*[sml]$'
          then upper(unmet_phrase.wish_check ->> 'actual')
          else replace(unmet_phrase.wish_check ->> 'actual', ' or ', ' and ') end as actual,
        coalesce(unmet_phrase.preference #>> '{filter,attributes,0,values,0}' in ('true', 'false'), false) as is_flag
    ) w
  ) u;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.unmet_phrase(jsonb, jsonb) is
  'What an offer has in place of what was wished for: "it is faux leather, not leather", "its closure is not recorded". wish_check: of the item''s preferences, other than a comparative.';

grant execute on function product.unmet_phrase(jsonb, jsonb) to trueshelf_api;
