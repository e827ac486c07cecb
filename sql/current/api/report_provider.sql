create or replace function api.report_provider(
  model text,
  failure jsonb
)
returns void
as $$
declare
  v_failure constant jsonb := embeddings.check_failure('failure', report_provider.failure);
  v_model_id bigint;
begin
  -- A model that was retired or dropped meanwhile is no fault of the worker's.
  select m.model_id into v_model_id
  from embeddings.model m
  where m.name = report_provider.model and m.state <> 'retired';
  if found then
    perform embeddings.note_failure(
      v_model_id, v_failure || jsonb_build_object('at', product.rfc3339(statement_timestamp())));
  end if;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.report_provider(text, jsonb) is
  'Says why the provider of a model gives nothing at all ({code, message, detail, hint, context}), or with null that it answers again; shown by the status. A model that is not in use is left as it is. Raises TSOPT.';

grant execute on function api.report_provider(text, jsonb) to trueshelf_worker;
