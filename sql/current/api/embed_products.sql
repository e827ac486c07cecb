create or replace function api.embed_products(
  batch_size integer default 200
)
returns integer
as $$
declare
  v_model_id bigint;
  v_taken integer;
begin
  if embed_products.batch_size is null or embed_products.batch_size not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('batch_size is %s, expected 1 to 10000', coalesce(embed_products.batch_size::text, 'null')),
      hint = 'Call again until it returns 0.';
  end if;
  for v_model_id in
    select m.model_id
    from embeddings.model m
    where m.provider = 'builtin' and m.state in ('active', 'standby', 'building')
    order by m.state = 'active' desc, m.state = 'standby' desc, m.model_id desc
  loop
    v_taken := embeddings.embed_products(v_model_id, embed_products.batch_size, statement_timestamp());
    if v_taken > 0 then
      return v_taken;
    end if;
  end loop;
  if v_model_id is null then
    raise exception using errcode = 'TSNFD',
      message = 'there is no built-in model to embed with', hint = 'Run trueshelf fit once.';
  end if;
  return 0;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.embed_products(integer) is
  'Embeds up to batch_size products whose text changed, by the built-in models (the active one first, one being built last), and returns how many it took; 0 when nothing is left. Not for the gateway''s role. Raises TSLIM, TSNFD.';
