create or replace function embeddings.read_vector(
  given jsonb
)
returns vector
as $$
begin
  return read_vector.given::text::vector;
exception when data_exception or program_limit_exceeded then
  raise exception using errcode = 'TSVEC',
    message = 'the vector has numbers that four bytes cannot hold, expected finite ones',
    hint = 'Give it as the model gave it; vectors of length 1 have numbers from -1 to 1.';
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.read_vector(jsonb) is 'An array of numbers as a vector. Raises TSVEC where they are too large for one.';

grant execute on function embeddings.read_vector(jsonb) to trueshelf_api;
