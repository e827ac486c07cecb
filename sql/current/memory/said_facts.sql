create or replace function memory.said_facts(
  reading jsonb,
  demanded jsonb,
  currency text
)
returns jsonb
as $$
  with piece as (
    select 1 as part, c.position, 'CONSTRAINT' as kind, product.constraint_key(c.value) as key, c.value as value,
      product.constraint_label(c.value ->> 'kind', c.value -> 'filter', said_facts.currency) as label
    from jsonb_array_elements(said_facts.reading -> 'constraints') with ordinality c (value, position)
    -- Amounts in another currency are not honoured, so that there is nothing to remember.
    where coalesce(c.value #>> '{filter,price,currency}' = said_facts.currency, true)
    union all
    select 2, p.position, 'PREFERENCE', product.preference_key(p.value), p.value,
      case p.value ->> 'kind' when 'COMPARATIVE' then product.comparative_label(p.value)
        else product.constraint_label(p.value ->> 'kind', p.value -> 'filter', said_facts.currency) end
    from jsonb_array_elements(said_facts.reading -> 'preferences') with ordinality p (value, position)
    union all
    select 3, 1, 'SORT', 'SORT', s.value, product.sort_label(s.value ->> 'sort')
    from (select nullif(said_facts.reading -> 'sort', 'null') as value) s
    where s.value is not null
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'kind', p.kind, 'key', p.key, 'label', p.label, 'trust', product.with_turn(p.value) -> 'trust',
    'value', p.value - '{span,alternatives}'::text[] || jsonb_build_object('said', p.label)
      || case when p.value -> 'filter' ? 'price' then jsonb_build_object('currency', said_facts.currency) else '{}' end)
    order by p.part, p.position), '[]')
  from piece p
  where said_facts.demanded = '[]' or p.kind = 'SORT' or not (
    product.is_contradicted(p.value, said_facts.demanded)
    or p.kind = 'CONSTRAINT' and exists (
      select from jsonb_array_elements(said_facts.demanded) d (value)
      where product.constraint_key(d.value) = p.key and d.value ->> 'kind' not like 'EXCLUDE%'));
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.said_facts(jsonb, jsonb, text) is
  'What of an interpretation is to be remembered, [{kind, key, label, trust, value}]: its constraints, preferences and order, without what the arguments beside it (demanded) override and without amounts in another currency than the answer''s. value.said: the label as it is now.';

grant execute on function memory.said_facts(jsonb, jsonb, text) to trueshelf_api;
