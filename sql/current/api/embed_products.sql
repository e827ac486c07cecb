create or replace function api.embed_products(
  batch_size integer default 200
)
returns integer
as $$
declare
  v_model_id bigint;
  v_name text;
begin
  if embed_products.batch_size is null or embed_products.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(embed_products.batch_size::text, 'null')),
      hint = 'Call again until it returns 0.';
  end if;
  select m.model_id, m.name into v_model_id, v_name
  from embeddings.model m
  where m.provider = 'builtin' and m.state in ('building', 'active')
  order by m.state = 'building' desc, m.model_id desc
  limit 1;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = 'there is no built-in model to embed with', hint = 'Run trueshelf fit once.';
  end if;
  return embeddings.embed_products(v_model_id, embed_products.batch_size, statement_timestamp());
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.embed_products(integer) is
  'Embeds up to batch_size products whose text changed, by the built-in model (one being built goes first), and returns how many it took; 0 when nothing is left. Not for the gateway''s role. Raises TSLIM, TSNFD.';
