create or replace function product.evidence_page(
  question product.question,
  candidates product.candidates,
  k integer,
  only_product_id bigint,
  now timestamptz
)
returns jsonb
as $$
declare
  v_demand constant product.demand := (evidence_page.question).demand;
  v_model constant embeddings.model := (evidence_page.question).model;
  v_vector constant vector := (evidence_page.question).query_vector;
  v_mode constant text := (evidence_page.question).mode;
  v_sort constant text := (evidence_page.question).sort;
  v_cursor constant jsonb := (evidence_page.question).cursor;
  v_currency constant text := (evidence_page.question).currency;
  v_interpretation constant jsonb := (evidence_page.question).interpretation;
  v_exact_variant_id constant bigint := (evidence_page.question).exact_variant_id;
  -- An exact match comes first; words and meaning add up to 1, comparatives to 0.2 of that, bare words to 0.1: of the shares
  -- that were tried, 0.05 is as good and 0.2 harms one of two catalogues (docs/evaluation.md).
  v_exact_boost constant numeric := 2;
  v_comparative_share constant double precision := 0.2;
  v_wish_share constant double precision := 0.1;
  v_prefers constant boolean := v_interpretation -> 'preferences' <> '[]' and v_mode <> 'BROWSE';
  v_comparatives jsonb := '[]';
  v_wishes product.demand[];
  -- Those that can tell one variant from another; not where the caller wants the cheapest shown.
  v_variant_wishes product.demand[] := '{}';
  v_anchor_measures jsonb;
  v_resembled jsonb;
  v_shown jsonb := '{}'; -- by preference id, what a turn before showed: "cheaper" goes on from there
  -- Beside an anchor, what is like it and differs as it should stands before the rest. So it does beside what a turn before showed,
  -- if it has anything of what was wished for: a felt jacket for coffee presses is cheaper than any of leather.
  v_differs boolean := false;
  v_beside_anchor constant boolean := (evidence_page.question).anchor_id is not null;
  -- A sort that the text asks for orders what fits well and has all the words that were wished for as far as anything has, then
  -- what has half of them, then what fits less, then the rest, by shares of what the best has. Of the first five answers to
  -- "cheapest X", for 24 judged X of up to four words, 0.90 were related and 0.79 good; without bands it is a third.
  v_banded constant boolean := v_mode <> 'BROWSE' and jsonb_typeof(v_interpretation -> 'sort') = 'object';
  v_fits_well constant double precision := 0.75;
  v_fits constant double precision := 0.5;
  -- A page that follows another is ordered by the stock that the first one saw.
  v_first_seen constant timestamptz := coalesce((v_cursor ->> 'at')::timestamptz, evidence_page.now);
  v_then_demand product.demand := v_demand;
  v_cursor_base jsonb;
  v_page jsonb;
begin
  v_then_demand.in_stock := null;
  if v_prefers then
    v_comparatives := jsonb_path_query_array(v_interpretation, '$.preferences[*] ? (@.kind == "COMPARATIVE")');
    v_wishes := product.wished_demands(evidence_page.question);
    if v_banded or v_sort not in ('PRICE_ASC', 'PRICE_DESC') then
      v_variant_wishes := array(select w from unnest(v_wishes) w where num_nonnulls((w).attributes, (w).weight) > 0);
    end if;
    if v_comparatives <> '[]' and (evidence_page.question).anchor_id is not null and v_cursor is null then
      v_anchor_measures := product.anchor_measures(evidence_page.question,
        array(select distinct m #>> '{}' from jsonb_path_query(v_comparatives, '$[*].measures[*]') m));
    end if;
    select coalesce(jsonb_object_agg(w.value ->> 'id', w.value -> 'comparedWith'), '{}') into v_shown
    from jsonb_array_elements(v_comparatives) w (value)
    where w.value #> '{comparedWith,typical}' <> 'null';
    v_differs := v_comparatives <> '[]' and (v_beside_anchor or v_shown <> '{}') and v_sort = 'RELEVANCE';
    if (select count(*) from jsonb_object_keys(v_shown)) < jsonb_array_length(v_comparatives) and not v_beside_anchor and v_cursor is null
      and jsonb_path_exists(v_interpretation, '$.constraints[*] ? (@.kind != "CURRENT_PRICE")')
    then
      v_resembled := product.resembled_measures(evidence_page.question, v_comparatives);
    end if;
  end if;
  v_cursor_base := jsonb_strip_nulls(jsonb_build_object(
    'question', (evidence_page.question).fingerprint,
    'asOf', product.rfc3339((evidence_page.question).as_of),
    'proposals', (evidence_page.question).options -> 'proposals',
    'at', product.rfc3339(v_first_seen),
    -- The first page had to do without a vector, and so do those that follow.
    'byWords', case when v_cursor is null then
      case when v_vector is null and product.vector_text(evidence_page.question) is not null then true end
      else (v_cursor -> 'byWords')::boolean end,
    'bestAll', (evidence_page.candidates).best_all,
    'bestAny', (evidence_page.candidates).best_any));

  -- Materialized, so that its key is a column: row security takes the expression for leaky and keeps it out of the index
  -- conditions below.
  with proposed as materialized (
    select coalesce(n.product_id, w.product_id) as product_id, n.product_id is not null and v_mode <> 'BROWSE' as near,
      w.score as lexical, w.position as lexical_rank
    from unnest((evidence_page.candidates).near_ids) n (product_id)
    full join unnest((evidence_page.candidates).word_ids, (evidence_page.candidates).word_scores)
      with ordinality w (product_id, score, position) on w.product_id = n.product_id
  ),
  named as materialized (
    select coalesce(x.product_id, p.product_id) as product_id, x.match, p.position as pin
    from unnest((evidence_page.question).exact_ids, (evidence_page.question).exact_matches) x (product_id, match)
    full join unnest((evidence_page.question).pinned_ids) with ordinality p (product_id, position) on p.product_id = x.product_id
    where v_mode <> 'BROWSE'
  ),
  candidate as materialized (
    select coalesce(c.product_id, n.product_id) as product_id, coalesce(c.near, false) as near, c.lexical, c.lexical_rank, n.match, n.pin
    from proposed c
    full join named n on n.product_id = c.product_id
  ),
  stock_then as materialized (
    select s.product_id, s.variant_id, s.available
    from product.stock_before(array(select c.product_id from candidate c), v_first_seen) s
    where v_cursor is not null
  ),
  -- One offer a product: the one asked for by its SKU, then one that is in stock before one that is not, then the one that has
  -- most of what was wished for, then the cheapest. product.explained_offers has the same order.
  offered as (
    select
      c.*, o.variant_id, o.price_list_id, o.valid_from, o.valid_to, o.amount, o.compare_at, o.available,
      p.brand_id, p.category_id, p.released_on, p.rating, v.weight_grams,
      case when v_prefers then v.attributes end as attributes, -- copied by each step below
      case when v_vector is not null then 1 - (e.embedding <=> v_vector) end as similarity,
      coalesce(t.amount, o.amount) as place_amount,
      case when t.variant_id is not null then t.available else o.available end as place_available
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    -- A product at a time, by its key: as a join, a wrong estimate reads all offers again for each product (20 s for 19,406).
    cross join lateral (
      select q.*
      from product.qualifying_offers(v_demand) q
      where q.product_id = c.product_id
      order by (q.variant_id = v_exact_variant_id) is true desc, coalesce(q.available, 0) > 0 desc,
        case when cardinality(v_variant_wishes) > 0 then (
          select count(*)
          from product.variant h
          cross join unnest(v_variant_wishes) w
          where h.product_id = q.product_id and h.variant_id = q.variant_id
            and (w.attributes is null or h.attributes @? w.attributes)
            and (w.weight is null or h.weight_grams <@ w.weight)
        ) end desc,
        q.amount, q.variant_id
      limit 1
    ) o
    left join (select distinct s.product_id from stock_then s) x on x.product_id = c.product_id
    left join lateral (
      select q.variant_id, q.amount, case when s.variant_id is not null then s.available else q.available end as available
      from product.qualifying_offers(v_then_demand) q
      left join stock_then s on s.product_id = q.product_id and s.variant_id = q.variant_id
      where q.product_id = x.product_id
        and (v_demand.in_stock is not true or case when s.variant_id is not null then s.available else q.available end > 0)
      order by (q.variant_id = v_exact_variant_id) is true desc,
        coalesce(case when s.variant_id is not null then s.available else q.available end, 0) > 0 desc,
        case when cardinality(v_variant_wishes) > 0 then (
          select count(*)
          from product.variant h
          cross join unnest(v_variant_wishes) w
          where h.product_id = q.product_id and h.variant_id = q.variant_id
            and (w.attributes is null or h.attributes @? w.attributes)
            and (w.weight is null or h.weight_grams <@ w.weight)
        ) end desc,
        q.amount, q.variant_id
      limit 1
    ) t on true
    join product.variant v on v.product_id = o.product_id and v.variant_id = coalesce(t.variant_id, o.variant_id)
    left join embeddings.product_embedding e on e.product_id = c.product_id and e.model_id = v_model.model_id
  ),
  scaled as (
    select o.*,
      coalesce((v_cursor ->> 'bestMeaning')::double precision, nullif(greatest(max(o.similarity) over (), 0), 0)) as best_meaning,
      case when o.similarity is not null then rank() over (order by o.similarity desc nulls last) end as semantic_rank
    from offered o
  ),
  based as (
    select s.*,
      case when (evidence_page.question).complements is null then
        coalesce(0.5 * s.lexical, 0) + coalesce(0.5 * greatest(s.similarity, 0) / s.best_meaning, 0)
      else
        -- Each category's best in turn, the better rule first: how near two categories are says nothing about what goes with what.
        r.weight / row_number() over (partition by r.rule order by s.similarity desc nulls last, s.product_id)
      end as base
    from scaled s
    left join lateral (
      select c.position as rule, (c.value ->> 'weight')::double precision as weight
      from jsonb_array_elements((evidence_page.question).complements) with ordinality c (value, position)
      where c.value -> 'categoryIds' @> to_jsonb(s.category_id)
      order by c.position
      limit 1
    ) r on true
  ),
  -- What each comparative compares: of its measures the one that most of the twenty have that fit best, with their middle; beside
  -- an anchor the anchor's own, and where the question demands more what it resembles without. Later pages keep it.
  best as materialized (
    select b.* from based b where v_comparatives <> '[]' order by b.base desc, b.product_id limit 20
  ),
  compared as (
    select distinct on (w.value ->> 'id') w.value ->> 'id' as preference_id,
      jsonb_build_object('measure', m.name, 'typical', t.typical) as measured_by
    from jsonb_array_elements(v_comparatives) w (value)
    cross join lateral jsonb_array_elements_text(w.value -> 'measures') with ordinality m (name, position)
    cross join lateral (
      select count(h.held) as holders,
        case when (evidence_page.question).anchor_id is null then percentile_cont(0.5) within group (order by h.held)
          else (v_anchor_measures ->> m.name)::double precision end as typical
      from best b
      cross join lateral (
        select product.held_measure(m.name, b.attributes, b.weight_grams, b.place_amount, b.released_on, b.rating) as held
      ) h
    ) t
    where v_cursor is null and v_resembled is null
    order by 1, t.typical is null, t.holders desc, m.position
  ),
  typical as materialized (
    select coalesce(v_cursor -> 'typical', coalesce(v_resembled, jsonb_object_agg(c.preference_id, c.measured_by)) || v_shown) as measures
    from compared c
  ),
  measured as materialized (
    select t.measures -> (w.value ->> 'id') ->> 'measure' as measure,
      (t.measures -> (w.value ->> 'id') ->> 'typical')::double precision as typical,
      w.value ->> 'direction' = 'LESS' as less,
      v_beside_anchor or v_shown ? (w.value ->> 'id') as differs
    from typical t
    cross join jsonb_array_elements(v_comparatives) w (value)
  ),
  -- How many of the words each meets that were wished for.
  met as (
    select b.*, t.measures,
      case when v_wishes is null then 0 else (
        -- What it is says more than how it is: a shirt that is not of linen before a top that is.
        select coalesce(sum(case when w.category_ids is null then 1 else 2 end) filter (
          where (w.category_ids is null or b.category_id = any (w.category_ids))
            and (w.brand_ids is null or b.brand_id = any (w.brand_ids))
            and (w.attributes is null or b.attributes @? w.attributes)
            and (w.weight is null or b.weight_grams <@ w.weight)), 0)::double precision / sum(case when w.category_ids is null then 1 else 2 end)
        from unnest(v_wishes) w
      ) end as wishes_met
    from based b
    cross join typical t
  ),
  -- A preference moves a candidate by how it compares, or by the words it meets, in proportion to how well it fits at all.
  wished as (
    select m.*,
      case when v_banded or v_differs then coalesce((v_cursor ->> 'bestBase')::double precision, max(m.base) over ()) end as best_base,
      case when v_banded and v_wishes is not null then coalesce((v_cursor ->> 'mostMet')::double precision, max(m.wishes_met) over ()) else 0 end as most_met,
      m.base * (
        case when v_comparatives = '[]' then 0 else coalesce((
          select v_comparative_share * avg(case when c.less then 1 - r.more else r.more end)
          from measured c
          cross join lateral (
            select product.held_measure(c.measure, m.attributes, m.weight_grams, m.place_amount, m.released_on, m.rating) as held offset 0
          ) h
          cross join lateral (select product.share_more(c.measure, c.typical, h.held) as more offset 0) r
        ), 0) end
        + v_wish_share * m.wishes_met) as preference
    from met m
  ),
  fused as (
    select w.*,
      round((w.base + w.preference)::numeric, 9) + case when w.match is not null then v_exact_boost else 0 end as fused
    from wished w
  ),
  keyed as (
    select w.*,
      case
        when v_sort = 'RELEVANCE' and w.pin is not null then -2
        when v_sort = 'RELEVANCE' and w.match is not null then -1
        when (evidence_page.question).unavailable = 'SHOW' or w.place_available > 0 then 0
        when w.place_available is null then 1
        else 2
      end * case when v_banded or v_differs then 8 else 1 end
      + case when v_differs and not (w.base >= v_fits * w.best_base and (v_beside_anchor or v_wishes is null or w.wishes_met > 0) and exists (
        select from measured c
        cross join lateral (
          select product.held_measure(c.measure, w.attributes, w.weight_grams, w.place_amount, w.released_on, w.rating) as held offset 0
        ) h
        having bool_and(case when c.less then h.held < c.typical else h.held > c.typical end) filter (where c.differs)
      )) then 4 else 0 end
      + case
        when not v_banded or w.match is not null or w.pin is not null
          or w.base >= v_fits_well * w.best_base and w.wishes_met >= w.most_met then 0
        when w.base >= v_fits_well * w.best_base and w.wishes_met >= w.most_met / 2 then 1
        when w.base >= v_fits * w.best_base then 2
        else 3
      end as stock_group,
      case
        when v_sort = 'PRICE_ASC' then w.place_amount
        when v_sort = 'PRICE_DESC' then -w.place_amount
        when v_sort = 'NEWEST' then coalesce(-(w.released_on - date '2000-01-01'), 1000000)::numeric
        when v_sort = 'RATING' then coalesce(-w.rating, 1)
        when v_sort = 'WEIGHT_ASC' then coalesce(w.weight_grams, 1e9)
        when v_sort = 'WEIGHT_DESC' then coalesce(-w.weight_grams, 1)
        when w.pin is not null then w.pin
        else -w.fused
      end as sort_value
    from fused w
  ),
  limited as (
    select d.*,
      row_number() over (partition by d.brand_id order by d.stock_group, d.sort_value, d.product_id) as brand_rank
    from keyed d
  ),
  ordered as (
    select d.*,
      row_number() over (order by d.stock_group, d.sort_value, d.product_id) as position,
      count(*) over () as total
    from limited d
    where (evidence_page.question).max_per_brand is null
      or d.brand_id is null
      or d.brand_rank <= (evidence_page.question).max_per_brand
  ),
  page as (
    select o.*,
      case when v_cursor is null or evidence_page.only_product_id is not null then o.position
        else (v_cursor ->> 'rank')::bigint + row_number() over (order by o.position) end as rank
    from ordered o
    where (evidence_page.only_product_id is null or o.product_id = evidence_page.only_product_id)
      and (v_cursor is null or evidence_page.only_product_id is not null
        or (o.stock_group, o.sort_value, o.product_id)
          > ((v_cursor ->> 'group')::integer, (v_cursor ->> 'sort')::numeric, (v_cursor ->> 'id')::bigint))
    order by o.position
    limit evidence_page.k + 1
  ),
  stale as materialized (
    select coalesce(embeddings.stale_products(v_model.model_id, array(select g.product_id from page g)), '{}') as product_ids
  ),
  item as (
    select g.rank, jsonb_build_object(
      'rank', g.rank,
      'cursor', product.write_cursor(v_cursor_base || jsonb_strip_nulls(jsonb_build_object(
        'bestMeaning', g.best_meaning, 'bestBase', g.best_base, 'mostMet', g.most_met, 'typical', g.measures, 'rank', g.rank,
        'group', g.stock_group, 'sort', g.sort_value, 'id', g.product_id))),
      'productId', g.product_id::text,
      'handle', p.handle,
      'title', p.title,
      'brand', b.name,
      'category', c.name,
      'variantId', g.variant_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', v.weight_grams::text,
      'score', jsonb_build_object(
        'fused', g.fused,
        'semantic', case when g.similarity is not null then
          jsonb_build_object('similarity', round(g.similarity::numeric, 6), 'rank', g.semantic_rank) end,
        'lexical', case when g.lexical is not null then
          jsonb_build_object('score', round(g.lexical::numeric, 6), 'rank', g.lexical_rank) end,
        'exact', case when g.match is not null then jsonb_build_object('match', g.match, 'boost', v_exact_boost) end,
        'preference', round(g.preference::numeric, 6),
        'pinned', g.pin is not null),
      'matchedBy', array_remove(array[
        case when g.match is not null then 'EXACT' end, case when g.near then 'MEANING' end,
        case when g.lexical is not null then 'WORDS' end, case when g.pin is not null then 'CURATION' end], null),
      'embedding', case when e.embedding is not null then
        jsonb_build_object('model', v_model.name, 'embeddedAt', product.rfc3339(e.embedded_at),
          'fresh', g.product_id <> all (x.product_ids)) end
    ) || product.prove_offer(v_interpretation -> 'constraints', f.facts) || jsonb_build_object('preferences',
      case when v_interpretation -> 'preferences' = '[]' then '[]' else (
        select jsonb_agg(product.check_preference(w.value, g.measures -> (w.value ->> 'id'), f.facts) order by w.position)
        from jsonb_array_elements(v_interpretation -> 'preferences') with ordinality w (value, position)
      ) end) as content
    from page g
    cross join stale x
    join product.product p on p.product_id = g.product_id
    join product.variant v on v.product_id = g.product_id and v.variant_id = g.variant_id
    join product.category c on c.category_id = p.category_id
    join product.price_list l on l.price_list_id = g.price_list_id
    cross join lateral (select product.category_path(p.category_id) as slugs offset 0) t
    cross join lateral (select product.stock_by_location(g.product_id, g.variant_id) as locations offset 0) s
    left join product.brand b on b.brand_id = p.brand_id
    left join embeddings.product_embedding e on e.product_id = g.product_id and e.model_id = v_model.model_id
    cross join lateral (
      select jsonb_build_object(
        'amount', g.amount::text, 'compareAt', g.compare_at::text, 'currency', v_currency, 'priceList', l.code,
        'validFrom', product.rfc3339(g.valid_from), 'validTo', product.rfc3339(g.valid_to), 'asOf', v_demand.as_of,
        'available', g.available, 'locations', s.locations, 'attributes', v.attributes, 'weightGrams', v.weight_grams::text,
        'releasedOn', p.released_on, 'rating', p.rating,
        'brand', b.name, 'brandSlug', b.slug, 'handle', p.handle, 'category', c.name, 'categoryPath', t.slugs) as facts
      offset 0
    ) f
    order by g.rank
    limit evidence_page.k
  )
  select jsonb_build_object(
    'items', (select coalesce(jsonb_agg(i.content order by i.rank), '[]') from item i),
    'pinned', (select count(*) from ordered o where o.pin is not null),
    'hasNextPage', (select count(*) > evidence_page.k from page),
    'total', coalesce((evidence_page.candidates).total, (select max(o.total) from ordered o), 0))
  into v_page;
  return v_page;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1
-- Every look-up is by key, whatever the demand: planning it anew takes 7 ms and finds the same.
set plan_cache_mode = force_generic_plan;

comment on function product.evidence_page(product.question, product.candidates, integer, bigint, timestamptz) is
  'Orders candidates and proves a page of them: {items, pinned (how many pins are in the whole order), hasNextPage, total}. Runs under row security and judges price, stock and every demand again. Order under RELEVANCE: pinned, exactly named, then in stock, unknown, sold out (unavailable SHOW: all alike), by score; other sorts: stock as before, then the sort, where the text asked for it among those with at least 0.75 of the best score first, then with at least 0.5; ties by id. only_product_id: not a page, but this product with its rank, where it is in the order.';

grant execute on function product.evidence_page(product.question, product.candidates, integer, bigint, timestamptz) to trueshelf_api;
