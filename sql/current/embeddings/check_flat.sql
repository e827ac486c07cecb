create or replace function embeddings.check_flat(
  name text,
  dimensions integer
)
returns void
as $$
begin
  if check_flat.dimensions > 1 then
    raise exception using errcode = 'TSLIM',
      message = format('%s is an array of %s dimensions, expected a plain list', check_flat.name, check_flat.dimensions),
      hint = 'Send one element for each product.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_flat(text, integer) is 'Refuses an array of arrays (TSLIM).';

grant execute on function embeddings.check_flat(text, integer) to trueshelf_api;
