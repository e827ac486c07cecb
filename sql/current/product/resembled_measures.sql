create or replace function product.resembled_measures(
  question product.question,
  comparatives jsonb
)
returns jsonb
as $$
declare
  v_question product.question := resembled_measures.question;
  v_model constant embeddings.model := (resembled_measures.question).model;
  v_vector constant vector := (resembled_measures.question).query_vector;
  -- What is demanded besides says nothing of what the thing is like: of leather jackets under $150 the heavy ones are missing.
  v_demand constant product.demand := product.build_demand('[]', (resembled_measures.question).currency, (resembled_measures.question).as_of);
  v_candidates product.candidates;
  v_measures jsonb;
begin
  v_question.demand := v_demand;
  v_candidates := product.find_candidates(v_question, v_demand);
  with proposed as materialized (
    select coalesce(n.product_id, w.product_id) as product_id, w.score as lexical
    from unnest(v_candidates.near_ids) n (product_id)
    full join unnest(v_candidates.word_ids, v_candidates.word_scores) w (product_id, score) on w.product_id = n.product_id
  ),
  compared as (
    select p.product_id, p.lexical, 1 - (e.embedding <=> v_vector) as similarity
    from proposed p
    left join embeddings.product_embedding e on e.product_id = p.product_id and e.model_id = v_model.model_id
  ),
  best as materialized (
    select c.product_id
    from (
      select o.product_id,
        coalesce(0.5 * o.lexical, 0)
          + coalesce(0.5 * greatest(o.similarity, 0) / nullif(greatest(max(o.similarity) over (), 0), 0), 0) as base
      from compared o
    ) c
    order by c.base desc, c.product_id
    limit 20
  ),
  fact as materialized (
    select p.released_on, p.rating, o.amount, v.attributes, v.weight_grams
    from best b
    join product.product p on p.product_id = b.product_id
    cross join lateral (
      select q.variant_id, q.amount
      from product.qualifying_offers(v_demand) q
      where q.product_id = b.product_id
      order by q.amount, q.variant_id
      limit 1
    ) o
    join product.variant v on v.product_id = b.product_id and v.variant_id = o.variant_id
  ),
  typical as (
    select distinct on (w.value ->> 'id') w.value ->> 'id' as preference_id,
      jsonb_build_object('measure', m.name, 'typical', t.typical) as measured_by
    from jsonb_array_elements(resembled_measures.comparatives) w (value)
    cross join lateral jsonb_array_elements_text(w.value -> 'measures') with ordinality m (name, position)
    cross join lateral (
      select count(h.held) as holders, percentile_cont(0.5) within group (order by h.held) as typical
      from fact f
      cross join lateral (
        select product.held_measure(m.name, f.attributes, f.weight_grams, f.amount, f.released_on, f.rating) as held
      ) h
    ) t
    order by 1, t.typical is null, t.holders desc, m.position
  )
  select jsonb_object_agg(t.preference_id, t.measured_by) into v_measures from typical t;
  return v_measures;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.resembled_measures(product.question, jsonb) is
  'What comparatives compare with: by preference id {measure, typical}, the measure that most of the twenty products have that the question is most like, whatever else it demands, and its middle among their cheapest current offers; typical null where nothing is recorded.';

grant execute on function product.resembled_measures(product.question, jsonb) to trueshelf_api;
