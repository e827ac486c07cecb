create or replace function product.narrate_attribute(
  item jsonb,
  name text,
  named text
)
returns text
as $$
  select case
    when h.values is null and h.is_flag then format('of %s it is not recorded whether %s %s %s', case narrate_attribute.named when 'they' then 'them' else narrate_attribute.named end,
      product.agree(narrate_attribute.named, 'it'), product.agree(narrate_attribute.named, 'is'), product.attribute_label(narrate_attribute.name))
    when h.values is null then format('the %s of %s is not recorded', product.attribute_label(narrate_attribute.name), narrate_attribute.named)
    when h.is_flag then format('%s %s recorded as %s%s', narrate_attribute.named, product.agree(narrate_attribute.named, 'is'),
      case when h.values[1] in ('true', 'yes') then '' else 'not ' end, product.attribute_label(narrate_attribute.name))
    else format('the %s of %s is %s', product.attribute_label(narrate_attribute.name), narrate_attribute.named, product.listed(h.values))
  end
  from (
    select coalesce((
        select array_agg(distinct o.value -> 'options' ->> narrate_attribute.name)
        from jsonb_array_elements(narrate_attribute.item -> 'offers') o (value)
        where o.value -> 'options' ? narrate_attribute.name
      ), (
        select array_agg(a.value ->> 'value' order by a.position)
        from jsonb_array_elements(narrate_attribute.item -> 'attributes') with ordinality a (value, position)
        where a.value ->> 'name' = narrate_attribute.name
      )) as values,
      coalesce((select t.type = 'boolean' from product.attribute t where t.name = narrate_attribute.name), false) as is_flag
  ) h;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_attribute(jsonb, text, text) is
  'What is recorded of a product under an attribute, in a clause, or that nothing is: "the lining of it is not recorded".';

grant execute on function product.narrate_attribute(jsonb, text, text) to trueshelf_api;
