create or replace function embeddings.claim_products(
  model_id bigint,
  worker text,
  batch_size integer,
  lease interval,
  as_of timestamptz
)
returns table (
  product_id bigint,
  generation bigint,
  attempts integer,
  content text
)
as $$
declare
  v_product_ids bigint[];
  v_contents text[];
begin
  if not exists (
    select from embeddings.model m where m.model_id = claim_products.model_id and m.state in ('building', 'standby', 'active')
  ) then
    return; -- paused
  end if;
  select t.product_ids, t.contents
  into v_product_ids, v_contents
  from embeddings.take_products(
    claim_products.model_id, claim_products.worker, claim_products.batch_size, claim_products.lease, claim_products.as_of) t;
  return query
    select j.product_id, j.generation, j.attempts, t.content
    from unnest(v_product_ids, v_contents) with ordinality t (product_id, content, position)
    join embeddings.job j on j.product_id = t.product_id and j.model_id = claim_products.model_id
    order by t.position;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.claim_products(bigint, text, integer, interval, timestamptz) is
  'The work behind api.claim_embeddings().';

grant execute on function embeddings.claim_products(bigint, text, integer, interval, timestamptz) to trueshelf_api;
