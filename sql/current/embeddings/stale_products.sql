create or replace function embeddings.stale_products(
  model_id bigint,
  product_ids bigint[]
)
returns bigint[]
as $$
begin
  return (
    select coalesce(array_agg(d.product_id order by d.product_id), '{}')
    from embeddings.documents(stale_products.model_id, stale_products.product_ids) d
    left join embeddings.product_embedding e on e.product_id = d.product_id and e.model_id = stale_products.model_id
    where e.content_hash is distinct from d.content_hash
  );
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.stale_products(bigint, bigint[]) is
  'Those of the products whose vector of a model is missing or not of their present text, by id.';

grant execute on function embeddings.stale_products(bigint, bigint[]) to trueshelf_api;
