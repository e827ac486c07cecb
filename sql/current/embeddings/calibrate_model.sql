create or replace function embeddings.calibrate_model(
  model_id bigint,
  question_ids bigint[] default null,
  question_embeddings vector[] default null
)
returns void
as $$
declare
  v_titles boolean;
  v_given boolean;
  v_calibration jsonb;
begin
  select m.provider = 'builtin' into v_titles from embeddings.model m where m.model_id = calibrate_model.model_id;
  if not found then
    raise exception 'There is no embedding model %.', calibrate_model.model_id
      using errcode = 'no_data_found', hint = 'select model_id, name, state from embeddings.model;';
  end if;

  v_given := not v_titles and coalesce(cardinality(calibrate_model.question_ids), 0) > 0;
  if v_given then
    if cardinality(calibrate_model.question_ids) is distinct from cardinality(calibrate_model.question_embeddings) then
      raise exception using errcode = 'TSLIM',
        message = format('%s questions with %s vectors, expected one for each',
          cardinality(calibrate_model.question_ids), coalesce(cardinality(calibrate_model.question_embeddings), 0)),
        hint = 'Leave both out to measure products against products.';
    end if;
    perform embeddings.check_vectors(
      calibrate_model.model_id, calibrate_model.question_ids, calibrate_model.question_embeddings);
  end if;

  with chosen as materialized (
    select c.product_id, c.title, c.place as position from embeddings.calibration_sample(calibrate_model.model_id) c
  ),
  -- Normalized anew for two reasons: long vectors are stored out of line and would be fetched for every pair, and the
  -- inner product of unit vectors is their cosine without the work of two norms.
  sample as materialized (
    select c.product_id, c.title, c.position, l2_normalize(e.embedding) as embedding, count(*) over () as size
    from chosen c
    join embeddings.product_embedding e on e.product_id = c.product_id and e.model_id = calibrate_model.model_id
  ),
  -- On 19,406 products, 200 questions in place of 2,000 leave the floor uncertain by 0.01; on the embedded engine they cost
  -- 0.4 s of CPU, half of it for the titles' vectors.
  question as materialized (
    select s.product_id, s.position,
      case when v_titles then embeddings.query_vector(calibrate_model.model_id, s.title) else s.embedding end as embedding
    from sample s
    where s.position <= 200 and not v_given
    union all
    select g.product_id, g.position, l2_normalize(g.embedding)
    from unnest(calibrate_model.question_ids, calibrate_model.question_embeddings) with ordinality g (product_id, embedding, position)
    where v_given
  ),
  -- 200 products for each question, the next question the next 200, so that all of the sample is heard.
  measured as (
    select
      q.product_id,
      max(-(q.embedding <#> s.embedding)) as nearest,
      array_agg(-(q.embedding <#> s.embedding)) filter (where (q.position * 200 + s.position) % s.size < 200) as random
    from question q
    join sample s on s.product_id <> q.product_id
    where q.embedding is not null
    group by q.product_id
  ),
  random as (
    select count(*) as pairs, percentile_cont('{0.5,0.95,0.99}'::double precision[]) within group (order by r.similarity) as p
    from measured m
    cross join lateral unnest(m.random) r (similarity)
  ),
  nearest as (
    select percentile_cont('{0.01,0.05,0.5}'::double precision[]) within group (order by m.nearest) as p from measured m
  ),
  counted as (
    select (select count(*) from sample s) as products, (select count(q.embedding) from question q) as questions
  )
  select
    jsonb_build_object(
      'questions', case when v_titles or v_given then 'titles' else 'products' end,
      'sampled', jsonb_build_object('products', c.products, 'questions', c.questions, 'pairs', r.pairs)
    )
    -- Below twenty products, the most alike of a few say nothing about the next one.
    || case when c.products >= 20 and c.questions > 0 then
      jsonb_build_object(
        'random', jsonb_build_object(
          'p50', round(r.p[1]::numeric, 4), 'p95', round(r.p[2]::numeric, 4), 'p99', round(r.p[3]::numeric, 4)
        ),
        'nearest', jsonb_build_object(
          'p01', round(n.p[1]::numeric, 4), 'p05', round(n.p[2]::numeric, 4), 'p50', round(n.p[3]::numeric, 4)
        )
      )
      else '{}'
    end
  into v_calibration
  from counted c
  cross join random r
  cross join nearest n;

  update embeddings.model m
  set
    calibration = v_calibration,
    similarity_floor = case when v_calibration ? 'random' then
      least(greatest((v_calibration #>> '{random,p95}')::real, 0), 0.5)
    end
  where m.model_id = calibrate_model.model_id;
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp
set work_mem = '64MB'; -- 5,000 vectors of 1,536 dimensions are 31 MB, read once for each question

comment on function embeddings.calibrate_model(bigint, bigint[], vector[]) is
  'Measures on at most 5,000 active, unrestricted products how alike the model finds what has nothing to do with one another, and keeps it in calibration; similarity_floor is the 95th percentile of that, 0 to 0.5. Titles are compared with other products: the built-in model embeds them itself, the vectors of a provider''s are given, with the products whose titles they are of. Without them whole products are compared with one another, which puts the floor too high for short questions. Null with fewer than 20 such products or no vectors. The same catalogue, model and vectors give the same figures. Raises TSLIM, TSVEC.';
