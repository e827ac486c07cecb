create or replace function embeddings.check_worker(
  worker text
)
returns void
as $$
begin
  if check_worker.worker is null or length(check_worker.worker) not between 1 and 200 or check_worker.worker !~ '\S' then
    raise exception using errcode = 'TSTXT',
      message = case
        when check_worker.worker is null then 'worker is null, expected a name of 1 to 200 characters'
        else format('worker has %s characters, expected a name of 1 to 200', length(check_worker.worker))
      end,
      hint = 'Any name will do that no other worker has at the same time: host and process id, for example.';
  end if;
end
$$
language plpgsql
immutable
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.check_worker(text) is 'Refuses what cannot be the name of a worker (TSTXT).';

grant execute on function embeddings.check_worker(text) to trueshelf_api;
