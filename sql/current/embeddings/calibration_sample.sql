create or replace function embeddings.calibration_sample(
  model_id bigint
)
returns table (
  product_id bigint,
  title text,
  place bigint
)
as $$
  -- By a hash, not at random, so that the same catalogue and model always give the same floor.
  select p.product_id, p.title, row_number() over (order by hashint8(p.product_id), p.product_id) as place
  from product.product p
  join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = calibration_sample.model_id
  where p.status = 'active' and p.audience is null and e.embedding is not null
  order by place
  limit 5000;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.calibration_sample(bigint) is
  'At most 5,000 active, unrestricted products with a vector of the model, by place from 1, always in the same order; the titles of the first 200 are the questions that a model is measured with.';
