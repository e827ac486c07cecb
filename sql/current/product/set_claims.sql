create or replace function product.set_claims(
  claims jsonb
)
returns void
as $$
declare
  v_claims jsonb := jsonb_strip_nulls(coalesce(set_claims.claims, '{}'));
begin
  perform product.check_keys(v_claims, '{sub,role,group}', 'the claims', 'TSCLM');
  if exists (select from jsonb_each(v_claims) c where jsonb_typeof(c.value) <> 'string' or length(c.value #>> '{}') not between 1 and 200)
    or coalesce(v_claims ->> 'role', 'shopper') not in ('shopper', 'merchant')
    or coalesce(v_claims ->> 'group', 'a') !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
  then
    raise exception using errcode = 'TSCLM',
      message = 'the claims are malformed',
      hint = 'Give {"sub": text, "role": "shopper" or "merchant", "group": the slug of a customer group}, or nothing for an anonymous shopper.';
  end if;
  -- SET LOCAL, not set_config: it reaches the workers of a sharded engine as well.
  execute format('set local trueshelf.principal = %L', coalesce(v_claims ->> 'sub', 'anonymous'));
  execute format('set local trueshelf.role = %L', coalesce(v_claims ->> 'role', 'shopper'));
  execute format('set local trueshelf.customer_group = %L', coalesce(v_claims ->> 'group', ''));
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.set_claims(jsonb) is
  'Says for the rest of the transaction who asks; null: an anonymous shopper of the public price list. Raises TSCLM for malformed claims, which are never taken for an anonymous caller.';

grant execute on function product.set_claims(jsonb) to trueshelf_api;
