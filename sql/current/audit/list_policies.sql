create or replace function audit.list_policies(
  page jsonb,
  search jsonb
)
returns jsonb
as $$
  select jsonb_build_object(
    'priceList', (
      select l.code
      from product.price_list l
      where l.currency = list_policies.page ->> 'currency'
        and (l.customer_group is null or l.customer_group = c.customer_group)
      order by l.customer_group nulls last
      limit 1
    ),
    'customerGroup', c.customer_group,
    'role', c.role,
    'restriction', case
      when c.role = 'merchant' then 'NONE'
      when c.customer_group is not null then 'PUBLIC_AND_GROUP'
      else 'PUBLIC' end,
    'curation', list_policies.page #> '{retrieval,curation}',
    'similarityFloor', list_policies.page #> '{retrieval,similarityFloor}',
    'unavailable', case
      when coalesce(jsonb_typeof(list_policies.search), 'null') = 'null' then 'SHOW'
      when jsonb_path_exists(list_policies.search, '$.options.like') then 'HIDE'
      else 'LAST' end)
  from (
    select nullif(current_setting('trueshelf.customer_group', true), '') as customer_group, current_setting('trueshelf.role', true) as role
  ) c;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.list_policies(jsonb, jsonb) is
  'What allowed and blocked rows of a page for the caller of the moment: {priceList, customerGroup, role, restriction, curation, similarityFloor, unavailable}. restriction: PUBLIC, PUBLIC_AND_GROUP (also what is only for the group), NONE (merchants). search: of memory.plan_turn; null where one product was read and sold-out offers are shown.';

grant execute on function audit.list_policies(jsonb, jsonb) to trueshelf_api;
