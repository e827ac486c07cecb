create or replace function embeddings.finish_build(
  model_id bigint,
  as_of timestamptz,
  queued_until timestamptz default null,
  question_ids bigint[] default null,
  question_embeddings vector[] default null
)
returns text
as $$
declare
  v_state text;
  v_builtin boolean;
  v_measured text;
  v_replaced_id bigint;
begin
  perform embeddings.lock_models();
  select m.state, m.provider = 'builtin', case when m.similarity_floor is not null then m.calibration ->> 'questions' end
  into v_state, v_builtin, v_measured
  from embeddings.model m
  where m.model_id = finish_build.model_id;
  if not found then
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', finish_build.model_id), hint = 'It was replaced by a newer fit, or added anew.';
  end if;
  -- Forced into use before it was complete, or its provider did not answer then: it could not be measured, or not as well.
  if v_state in ('active', 'standby')
    and (v_measured is null or v_measured = 'products' and cardinality(finish_build.question_ids) > 0)
  then
    perform embeddings.calibrate_model(finish_build.model_id, finish_build.question_ids, finish_build.question_embeddings);
  end if;
  -- Not until the queue is empty: in a shop that is edited all the time it never is. Whoever stands by is kept fresh.
  if v_state <> 'building'
    or exists (
      select from embeddings.job j
      where j.model_id = finish_build.model_id
        and j.parked_at is null
        and j.enqueued_at <= coalesce(finish_build.queued_until, 'infinity')
        and not exists (select from embeddings.product_embedding e where e.product_id = j.product_id and e.model_id = j.model_id)
    )
  then
    return v_state;
  end if;
  -- As of the look: who waits for what was queued until then waits for these too.
  insert into embeddings.job (product_id, model_id, enqueued_at)
  select p.product_id, finish_build.model_id, coalesce(finish_build.queued_until, finish_build.as_of)
  from product.product p
  where not exists (select from embeddings.product_embedding e where e.product_id = p.product_id and e.model_id = finish_build.model_id)
    and not exists (select from embeddings.job j where j.product_id = p.product_id and j.model_id = finish_build.model_id)
  on conflict do nothing;
  if found then
    return v_state;
  end if;

  perform embeddings.calibrate_model(finish_build.model_id, finish_build.question_ids, finish_build.question_embeddings);
  update embeddings.model m set state = 'standby' where m.model_id = finish_build.model_id;
  if v_builtin then
    select m.model_id into v_replaced_id from embeddings.model m where m.state = 'active' and m.provider = 'builtin';
    if found or not exists (select from embeddings.model m where m.state = 'active') then
      update embeddings.model m set state = 'retired' where m.model_id = v_replaced_id;
      update embeddings.model m set state = 'active', activated_at = finish_build.as_of where m.model_id = finish_build.model_id;
    else
      update embeddings.model m
      set state = 'retired'
      where m.provider = 'builtin' and m.state = 'standby' and m.model_id < finish_build.model_id;
    end if;
    perform embeddings.clear_retired();
  end if;
  select m.state into v_state from embeddings.model m where m.model_id = finish_build.model_id;
  return v_state;
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.finish_build(bigint, timestamptz, timestamptz, bigint[], vector[]) is
  'Measures a model that has a vector of every product and lets it stand by; a built-in one then takes over from the active one, unless that is a provider''s, and the built-in model before it is retired. Returns its state: still building where a product that was queued by queued_until (null: whenever) waits for its first vector, even one that turns out never to have been queued; a parked one does not hold it up, nor does what was queued later, which a busy shop always has. question_ids and question_embeddings: see embeddings.calibrate_model; with them a ready model that was measured without is measured anew. Raises TSNFD, TSLIM, TSVEC.';
