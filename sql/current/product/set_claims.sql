create or replace function product.set_claims(
  claims jsonb
)
returns void
as $$
declare
  v_claims jsonb := jsonb_strip_nulls(coalesce(set_claims.claims, '{}'));
  v_wrong record;
begin
  perform product.check_keys(v_claims, '{sub,role,group}', 'the claims', 'TSCLM');
  select c.key, c.value into v_wrong
  from jsonb_each(v_claims) c
  where jsonb_typeof(c.value) <> 'string'
    or length(c.value #>> '{}') not between 1 and 200
    -- The name of all callers without one, whose conversations it would give away.
    or c.key = 'sub' and lower(btrim(c.value #>> '{}')) = 'anonymous'
    or c.key = 'role' and c.value #>> '{}' not in ('shopper', 'merchant')
    or c.key = 'group' and c.value #>> '{}' !~ '^[a-z0-9]+(-[a-z0-9]+)*$'
  order by c.key
  limit 1;
  if found then
    raise exception using errcode = 'TSCLM',
      message = format('the claim "%s" is %s', v_wrong.key, left(v_wrong.value::text, 60)),
      hint = 'Give {"sub": a name other than "anonymous", "role": "shopper" or "merchant", "group": the slug of a customer group}, or nothing for an anonymous shopper.';
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
  'Says for the rest of the transaction who asks; null: an anonymous shopper of the public price list. Raises TSCLM for malformed claims and for the sub "anonymous", which are never taken for an anonymous caller.';

grant execute on function product.set_claims(jsonb) to trueshelf_api;
