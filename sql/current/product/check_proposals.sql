create or replace function product.check_proposals(
  given jsonb
)
returns void
as $$
declare
  v_proposals jsonb := coalesce(check_proposals.given -> 'constraints', '[]');
  v_key text;
  v_found jsonb;
  v_expected text;
begin
  if check_proposals.given is null then
    return;
  end if;
  perform product.check_keys(check_proposals.given, '{model,outcome,constraints}', 'options.proposals', 'TSOPT');
  if jsonb_typeof(v_proposals) = 'array' and jsonb_array_length(v_proposals) <= 20 then
    perform product.check_keys(e.value, '{quote,kind,amount,exclusive,currency,attribute,values,min,max,unit}',
      'options.proposals.constraints[]', 'TSOPT')
    from jsonb_array_elements(v_proposals) e (value);
  end if;

  select m.key, m.value, m.expected into v_key, v_found, v_expected
  from (
    select 'model', check_proposals.given -> 'model', 'TEXT'
    union all
    select 'outcome', check_proposals.given -> 'outcome', 'ANSWERED, TIMED_OUT or FAILED'
    union all
    select 'constraints', v_proposals, 'an array of at most 20 objects'
    union all
    select 'constraints[].' || k.key, p.value -> k.key, k.expected
    from jsonb_array_elements(case jsonb_typeof(v_proposals) when 'array' then v_proposals else '[]' end) p (value)
    cross join (values
      ('quote', 'TEXT'),
      ('kind', 'PRICE_MIN, PRICE_MAX, IN_STOCK, BRAND, CATEGORY, ATTRIBUTE, EXCLUDE_BRAND, EXCLUDE_CATEGORY or EXCLUDE_ATTRIBUTE'),
      ('amount', 'a decimal number as text'), ('min', 'a decimal number as text'), ('max', 'a decimal number as text'),
      ('exclusive', 'true or false'), ('currency', 'TEXT'), ('attribute', 'TEXT'), ('unit', 'TEXT'),
      ('values', 'an array of at most 50 texts of 1 to 200 characters')
    ) k (key, expected)
    where p.value ? k.key or k.key in ('quote', 'kind')
  ) m (key, value, expected)
  where not coalesce(case
    when m.expected = 'TEXT' then jsonb_typeof(m.value) = 'string' and length(m.value #>> '{}') between 1 and 200
    when m.expected = 'true or false' then jsonb_typeof(m.value) = 'boolean'
    when m.expected = 'a decimal number as text' then jsonb_typeof(m.value) = 'string' and m.value #>> '{}' ~ '^-?[0-9]{1,12}(\.[0-9]{1,6})?$'
    when m.key = 'constraints' then jsonb_typeof(m.value) = 'array' and jsonb_array_length(m.value) <= 20
    when m.key = 'constraints[].values' then
      jsonb_typeof(m.value) = 'array' and jsonb_array_length(m.value) <= 50 and not jsonb_path_exists(m.value, '$[*] ? (@.type() != "string")')
        and not exists (select from jsonb_array_elements_text(m.value) v (value) where length(v.value) not between 1 and 200)
    else jsonb_typeof(m.value) = 'string' and m.value #>> '{}' = any (string_to_array(replace(m.expected, ' or ', ', '), ', '))
  end, false)
  limit 1;
  if found then
    raise exception using errcode = 'TSOPT',
      message = format('options.proposals.%s is %s, expected %s', v_key, coalesce(left(v_found::text, 60), 'missing'),
        case v_expected when 'TEXT' then 'a text of 1 to 200 characters' else v_expected end),
      hint = 'For example {"model": "name", "outcome": "ANSWERED", "constraints": [{"quote": "30 is all I have", "kind": "PRICE_MAX", "amount": "30"}]}.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_proposals(jsonb) is
  'Raises TSOPT unless options.proposals has the shape that product.accept_proposals takes; nothing given is well. Whether a proposal is true of the text and the catalogue is not looked at.';

grant execute on function product.check_proposals(jsonb) to trueshelf_api;
