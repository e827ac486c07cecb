create or replace function product.common_ids(
  one bigint[],
  other bigint[]
)
returns bigint[]
as $$
  select case
    when common_ids.one is null then common_ids.other
    else coalesce((select array_agg(i.id) from unnest(common_ids.one) i (id) where i.id = any (common_ids.other)), '{}')
  end;
$$
language sql
immutable
parallel safe;

comment on function product.common_ids(bigint[], bigint[]) is 'The ids in both; one null means no demand yet, so the other.';

grant execute on function product.common_ids(bigint[], bigint[]) to trueshelf_api;
