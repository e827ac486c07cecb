create or replace function embeddings.check_vectors(
  model_id bigint,
  product_ids bigint[],
  vectors vector[]
)
returns void
as $$
declare
  v_model text;
  v_dimensions integer;
  v_bad record;
begin
  select m.name, m.dimensions into v_model, v_dimensions from embeddings.model m where m.model_id = check_vectors.model_id;
  select g.product_id, vector_dims(g.embedding) as dimensions
  into v_bad
  from unnest(check_vectors.product_ids, check_vectors.vectors) with ordinality g (product_id, embedding, position)
  where g.embedding is null or vector_dims(g.embedding) <> v_dimensions or vector_norm(g.embedding) = 0
  order by g.position
  limit 1;
  if found then
    raise exception using errcode = 'TSVEC',
      message = case
        when v_bad.dimensions is null then
          format('the vector of product %s is null, expected %s dimensions', v_bad.product_id, v_dimensions)
        when v_bad.dimensions <> v_dimensions then
          format('the vector of product %s has %s dimensions, expected %s', v_bad.product_id, v_bad.dimensions, v_dimensions)
        else format('the vector of product %s has no length, expected one that points somewhere', v_bad.product_id)
      end,
      hint = format('Deliver what the model "%s" made of this text; nothing of this call was stored.', v_model);
  end if;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_vectors(bigint, bigint[], vector[]) is
  'Refuses vectors that are missing, of other dimensions than the model''s or of no length, and names the first product (TSVEC). That they are finite the type itself sees to.';

grant execute on function embeddings.check_vectors(bigint, bigint[], vector[]) to trueshelf_api;
