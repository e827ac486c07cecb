create or replace function embeddings.check_held(
  product_ids bigint[],
  beside_name text,
  beside integer
)
returns void
as $$
declare
  v_given constant integer := coalesce(cardinality(check_held.product_ids), 0);
  v_twice bigint;
begin
  perform embeddings.check_flat('product_ids', array_ndims(check_held.product_ids));
  if v_given > 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('product_ids has %s products, expected at most 10000', v_given),
      hint = 'Send them in several calls.';
  end if;
  if array_position(check_held.product_ids, null) is not null then
    raise exception using errcode = 'TSLIM',
      message = 'product_ids contains null, expected ids of products', hint = 'Send what api.claim_embeddings() returned.';
  end if;
  if check_held.beside is distinct from v_given then
    raise exception using errcode = 'TSLIM',
      message = format('%s has %s elements, expected %s, one for each product', check_held.beside_name,
        coalesce(check_held.beside, 0), v_given),
      hint = 'Send the arrays in the same order and of the same length.';
  end if;
  select g.product_id into v_twice
  from unnest(check_held.product_ids) g (product_id)
  group by g.product_id
  having count(*) > 1
  order by g.product_id
  limit 1;
  if found then
    raise exception using errcode = 'TSLIM',
      message = format('product %s is in product_ids twice, expected each product once', v_twice),
      hint = 'Send each product with one generation only.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_held(bigint[], text, integer) is
  'Refuses a list of products that is too long, has a product twice or null in it, or goes with an array of another length (TSLIM).';

grant execute on function embeddings.check_held(bigint[], text, integer) to trueshelf_api;
