create or replace function embeddings.switch_model(
  name text,
  force boolean,
  as_of timestamptz
)
returns jsonb
as $$
declare
  v_model_id bigint;
  v_calibrated boolean;
  v_replaced text;
  v_status record;
  v_parked bigint := 0;
  v_late bigint := 0;
  v_many boolean;
begin
  perform embeddings.lock_models();
  select m.model_id, m.similarity_floor is not null into v_model_id, v_calibrated
  from embeddings.model m
  where m.name = switch_model.name and m.state <> 'retired';
  if not found then
    if exists (select from embeddings.model m where m.name = switch_model.name) then
      raise exception using errcode = 'TSMOD',
        message = format('model "%s" is retired: its vectors are gone', switch_model.name), hint = case
          when exists (select from embeddings.model m where m.name = switch_model.name and m.provider = 'builtin')
            then 'trueshelf fit makes a new built-in model.'
          else 'Add it again.' end;
    end if;
    raise exception using errcode = 'TSNFD',
      message = format('there is no model %s', coalesce('"' || left(switch_model.name, 60) || '"', 'without a name')),
      hint = 'select model, state, coverage from api.embedding_status(); lists them.';
  end if;
  select s.state, s.products, s.embedded - s.stale as fresh, s.coverage into v_status
  from embeddings.status(true, switch_model.as_of) s
  where s.model = switch_model.name;

  if v_status.state <> 'active' then
    if v_status.fresh < v_status.products then
      -- What is only embedded anew has a vector of its present text; parked or late, it holds nothing up.
      select count(*) filter (where l.parked), count(*) filter (where not l.parked)
      into v_parked, v_late
      from (
        select coalesce(j.parked_at is not null, false) as parked
        from product.product p
        left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = v_model_id
        left join embeddings.job j on j.product_id = p.product_id and j.model_id = v_model_id
        where case when j.product_id is null or j.forced and j.content_hash is not null then e.product_id is null
          else j.parked_at is not null or j.enqueued_at <= switch_model.as_of - interval '1 minute' end
      ) l;
    end if;
    v_many := v_status.products - v_status.fresh > greatest(100, v_status.products / 20);
    if (v_status.state <> 'standby' or v_parked > 0 or v_late > 0 or v_many) and switch_model.force is not true then
      raise exception using errcode = 'TSMOD',
        message = format('model "%s" is %s: %s of %s products have a vector of their present text, %s are parked after failing, %s others wait for more than a minute',
          switch_model.name, v_status.state, v_status.fresh, v_status.products, v_parked, v_late),
        detail = 'Expected a model that stands by, nothing parked, nothing that waits for more than a minute, and no more than 100 products or a twentieth of all that wait at all.',
        hint = case
          when v_parked > 0 then 'See why with trueshelf model status, and put them back with api.retry_embeddings(); or force it: what has no vector is then found by words alone.'
          when v_status.state = 'paused' then 'Retry its build (trueshelf jobs), and switch when it is complete; or force it: what has no vector is then found by words alone.'
          when v_status.state = 'building' then format('A build ends the building: select api.start_job(''build'', ''{"model": "%s"}''); unless api.jobs() lists one already, and wait until a worker is done with it; or force it: what has no vector is then found by words alone.', switch_model.name)
          else 'Wait until a worker is done with it (trueshelf model status); or force it: what has no vector is then found by words alone.' end;
    end if;
    if not v_calibrated then
      perform embeddings.calibrate_model(v_model_id);
    end if;
    -- Two statements, because only one model may be active at any moment, and one transaction, so that no question sees between them.
    update embeddings.model m set state = 'standby' where m.state = 'active' returning m.name into v_replaced;
    update embeddings.model m set state = 'active', activated_at = switch_model.as_of where m.model_id = v_model_id;
  end if;
  return jsonb_build_object(
    'model', switch_model.name, 'replaced', v_replaced, 'coverage', v_status.coverage, 'pending', v_status.products - v_status.fresh);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function embeddings.switch_model(text, boolean, timestamptz) is
  'The work behind api.switch_model(). What was queued within the last minute holds no switch up, first vectors included: in a busy shop there is always something, and the active model lacks it as well, or did a moment ago. An import of everything is more than that: at most 100 products or a twentieth of all, whichever is more.';

grant execute on function embeddings.switch_model(text, boolean, timestamptz) to trueshelf_api;
