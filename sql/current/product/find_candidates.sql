create or replace function product.find_candidates(
  question product.question,
  demand product.demand
)
returns product.candidates
as $$
declare
  v_candidates product.candidates;
  v_model embeddings.model := (find_candidates.question).model;
  v_vector constant vector := (find_candidates.question).query_vector;
  v_all_words constant tsquery := (find_candidates.question).all_words;
  v_any_word constant tsquery := (find_candidates.question).any_word;
  v_cursor constant jsonb := (find_candidates.question).cursor;
  v_floor constant double precision := (find_candidates.question).similarity_floor;
  v_arm_limit constant integer := 500;
  -- A setting, so that a database can tune the bounds below, and a test can force either plan.
  v_tuned constant bigint := nullif(current_setting('trueshelf.exact_offer_limit', true), '')::bigint;
  v_listed_limit bigint;
  -- Products up to which comparing each is the faster plan: 0.17 s for 40,000 of 200,000, against 0.22 by the vector index.
  v_exact_limit constant bigint := coalesce(v_tuned, 50000);
  v_product_ids bigint[];
  v_complement jsonb;
  v_demand product.demand;
  v_near_ids bigint[];
begin
  if (find_candidates.question).mode = 'BROWSE' then
    return product.browse_candidates(find_candidates.question, find_candidates.demand);
  end if;

  -- Which products qualify: few are ranked exactly, many by index where there is one.
  v_candidates.approximate := false;
  if (find_candidates.question).complements is null and embeddings.has_index(v_model.model_id) then
    -- Offers up to which the qualifying products are listed, not to read many for nothing: along the index of amounts that is
    -- quick, where the statistics say that it ends; a demand upon the product itself is read for each offer.
    v_listed_limit := coalesce(v_tuned, case
      when num_nonnulls((find_candidates.demand).category_ids, (find_candidates.demand).brand_ids, (find_candidates.demand).attributes,
        (find_candidates.demand).location_ids, (find_candidates.demand).excluded_category_ids,
        (find_candidates.demand).excluded_brand_ids, (find_candidates.demand).excluded_attributes,
        (find_candidates.demand).weight) > 0 then 30000
      when product.estimated_offers(find_candidates.demand) < 250000 then 400000
      else 8000
    end);
    v_product_ids := product.qualified_products(find_candidates.demand, v_listed_limit);
    v_candidates.approximate := coalesce(cardinality(v_product_ids), v_exact_limit + 1) > v_exact_limit;
  else
    v_product_ids := product.qualified_products(find_candidates.demand, null);
  end if;
  v_candidates.nothing_qualifies := coalesce(v_product_ids = '{}', false);
  v_candidates.scanned := cardinality(v_product_ids);
  v_candidates.exhausted := true;
  if v_candidates.nothing_qualifies then
    return v_candidates;
  end if;

  -- Constraints and entitlement hold inside each arm, before its limit.
  if v_all_words is not null then
    select array_agg(m.product_id order by m.rank desc, m.product_id),
      array_agg(0.5 + 0.5 * m.rank / m.best order by m.rank desc, m.product_id),
      max(m.best)
    into v_candidates.word_ids, v_candidates.word_scores, v_candidates.best_all
    from (
      select f.product_id, f.rank::double precision as rank,
        coalesce((v_cursor ->> 'bestAll')::double precision, nullif(max(f.rank) over (), 0), 1) as best
      from product.matching_products(find_candidates.demand, v_product_ids, v_all_words, v_any_word, v_arm_limit) f
    ) m;
    v_candidates.exhausted := coalesce(cardinality(v_candidates.word_ids), 0) < v_arm_limit;
    if v_candidates.exhausted and v_any_word::text <> v_all_words::text then
      -- Worth less the fewer words it has: one of nine in common, however close together, says little; nothing at all where
      -- its meaning is no nearer than any product's.
      select coalesce(v_candidates.word_ids, '{}') || array_agg(m.product_id order by m.rank * m.coverage desc, m.product_id),
        coalesce(v_candidates.word_scores, '{}') || array_agg(0.5 * m.rank / m.best * m.coverage order by m.rank * m.coverage desc, m.product_id),
        max(m.best),
        -- What is near enough is proposed by meaning as well, so that only what has no vector can be missing.
        coalesce(max(m.found), 0) < v_arm_limit - coalesce(cardinality(v_candidates.word_ids), 0)
          or v_vector is not null and not bool_or(m.unembedded)
      into v_candidates.word_ids, v_candidates.word_scores, v_candidates.best_any, v_candidates.exhausted
      from (
        select f.product_id, f.rank, f.best, f.found, e.embedding is null as unembedded, c.coverage
        from (
          select a.product_id, a.rank::double precision as rank, count(*) over () as found,
            coalesce((v_cursor ->> 'bestAny')::double precision, nullif(max(a.rank) over (), 0), 1) as best
          from product.matching_products(find_candidates.demand, v_product_ids, v_any_word, v_any_word, 2 * v_arm_limit) a
          where a.product_id <> all (coalesce(v_candidates.word_ids, '{}'))
          order by a.rank desc, a.product_id
          limit v_arm_limit - coalesce(cardinality(v_candidates.word_ids), 0)
        ) f
        left join embeddings.product_embedding e on e.product_id = f.product_id and e.model_id = v_model.model_id
        -- A copy, since a long text's words are unpacked anew for each test of the original; and by key, not as a join.
        cross join lateral (select p.search || ''::tsvector as search from product.product p where p.product_id = f.product_id offset 0) t
        cross join lateral (
          select count(*) filter (where t.search @@ w.word)::double precision / count(*) as coverage
          from unnest((find_candidates.question).each_word) w (word)
        ) c
        where c.coverage > 0
          and (v_vector is null or e.embedding is null or 1 - (e.embedding <=> v_vector) > v_floor)
      ) m;
    end if;
  end if;
  if v_vector is not null and (find_candidates.question).complements is null then
    select array_agg(n.product_id) into v_candidates.near_ids
    from embeddings.nearest_products(
      v_model.model_id, v_vector, v_floor::real, find_candidates.demand, v_product_ids, v_candidates.approximate, v_arm_limit) n;
    -- An index may miss some, and stops at a bound: it never proves that there are no more.
    v_candidates.exhausted := v_candidates.exhausted and not v_candidates.approximate
      and coalesce(cardinality(v_candidates.near_ids), 0) < v_arm_limit;
  elsif v_vector is not null then
    -- Each category that goes with the anchor's has its own share, or the nearest one would fill the answer.
    v_demand := find_candidates.demand;
    for v_complement in select r.value from jsonb_array_elements((find_candidates.question).complements) r (value) loop
      v_demand.category_ids := product.common_ids((find_candidates.demand).category_ids,
        array(select i.id::bigint from jsonb_array_elements_text(v_complement -> 'categoryIds') i (id)));
      v_product_ids := product.qualified_products(v_demand, null);
      select array_agg(n.product_id) into v_near_ids
      from embeddings.nearest_products(v_model.model_id, v_vector, v_floor::real, v_demand, v_product_ids, false, 25) n
      where n.product_id <> all (coalesce(v_candidates.near_ids, '{}'));
      v_candidates.near_ids := coalesce(v_candidates.near_ids, '{}') || coalesce(v_near_ids, '{}');
      v_candidates.exhausted := v_candidates.exhausted and coalesce(cardinality(v_near_ids), 0) < 25;
    end loop;
  end if;
  if v_candidates.approximate then
    v_candidates.scanned := (
      select count(distinct i.id)
      from unnest(coalesce(v_candidates.near_ids, '{}') || coalesce(v_candidates.word_ids, '{}')) i (id));
  end if;
  return v_candidates;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.find_candidates(product.question, product.demand) is
  'What words and meaning propose for a question among the products that meet a demand, which is the question''s own or one with less in it. At most 500 of each; exhausted false when there may be more.';

grant execute on function product.find_candidates(product.question, product.demand) to trueshelf_api;
