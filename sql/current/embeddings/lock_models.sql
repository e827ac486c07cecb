create or replace function embeddings.lock_models()
returns void
as $$
  -- Not a lock on the table or its rows: product edits refer to the rows, and would wait while vectors are dropped.
  select pg_advisory_xact_lock(hashtextextended('trueshelf embeddings.model', 0));
$$
language sql
volatile
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.lock_models() is
  'Held to the end of the transaction by whatever adds a model or changes its state: one at a time. Nobody who searches, edits or embeds waits for it.';
