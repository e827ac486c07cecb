create or replace function product.says_same(
  one jsonb,
  other jsonb
)
returns boolean
as $$
  select coalesce(case
    when says_same.one ? 'price' then
      (says_same.one #>> '{price,min}')::numeric is not distinct from (says_same.other #>> '{price,min}')::numeric
      and (says_same.one #>> '{price,max}')::numeric is not distinct from (says_same.other #>> '{price,max}')::numeric
    -- Of two exclusions the longer says the shorter as well.
    when says_same.one ? 'exclude' then says_same.one @> says_same.other
    else b.one @> b.other and b.one <@ b.other
  end, false)
  from (
    select
      says_same.one #- '{attributes,0,minExclusive}' #- '{attributes,0,maxExclusive}' as one,
      says_same.other #- '{attributes,0,minExclusive}' #- '{attributes,0,maxExclusive}' as other
  ) b;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.says_same(jsonb, jsonb) is
  'Whether the filter of one constraint says what that of another does, both of the same key; whether a bound is exclusive is no difference. False where either is null.';

grant execute on function product.says_same(jsonb, jsonb) to trueshelf_api;
