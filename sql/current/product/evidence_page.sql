create or replace function product.evidence_page(
  near_ids bigint[],
  word_ids bigint[],
  word_scores double precision[],
  query_vector vector,
  model embeddings.model,
  demand product.demand,
  interpretation jsonb,
  currency text,
  sort text,
  unavailable text,
  mode text,
  k integer,
  cursor_base jsonb,
  cursor jsonb
)
returns jsonb
as $$
declare
  v_page jsonb;
begin
  -- Materialized, so that its key is a column: row security takes the expression for leaky and keeps it out of the index
  -- conditions below.
  with candidate as materialized (
    select coalesce(n.product_id, w.product_id) as product_id, n.product_id is not null and evidence_page.mode <> 'BROWSE' as near,
      w.score as lexical, w.position as lexical_rank
    from unnest(evidence_page.near_ids) n (product_id)
    full join unnest(evidence_page.word_ids, evidence_page.word_scores) with ordinality w (product_id, score, position) on w.product_id = n.product_id
  ),
  -- One offer a product: one that is in stock before one that is not, then the cheapest.
  offered as (
    select
      c.*, o.variant_id, o.price_list_id, o.valid_from, o.valid_to, o.amount, o.compare_at, o.available,
      p.released_on, p.rating, v.weight_grams,
      case when evidence_page.query_vector is not null then 1 - (e.embedding <=> evidence_page.query_vector) end as similarity
    from candidate c
    join product.product p on p.product_id = c.product_id and p.status = 'active'
    -- A product at a time, by its key: as a join, a wrong estimate reads all offers again for each product (20 s for 19,406).
    cross join lateral (
      select q.*
      from product.qualifying_offers(evidence_page.demand) q
      where q.product_id = c.product_id
      order by coalesce(q.available, 0) > 0 desc, q.amount, q.variant_id
      limit 1
    ) o
    join product.variant v on v.product_id = o.product_id and v.variant_id = o.variant_id
    left join embeddings.product_embedding e
      on e.product_id = c.product_id and e.model_id = (evidence_page.model).model_id
  ),
  scaled as (
    select o.*, coalesce((evidence_page.cursor ->> 'bestMeaning')::double precision, nullif(greatest(max(o.similarity) over (), 0), 0)) as best_meaning,
      case when o.similarity is not null then rank() over (order by o.similarity desc nulls last) end as semantic_rank
    from offered o
  ),
  based as (
    select s.*, coalesce(0.5 * s.lexical, 0) + coalesce(0.5 * greatest(s.similarity, 0) / s.best_meaning, 0) as base
    from scaled s
  ),
  -- A comparative moves a candidate by its place among the others, in proportion to how well it fits at all.
  placed as (
    select b.product_id,
      case when b.weight_grams is not null then percent_rank() over (partition by b.weight_grams is null order by b.weight_grams) end as weight_grams,
      percent_rank() over (order by b.amount) as price,
      case when b.released_on is not null then percent_rank() over (partition by b.released_on is null order by b.released_on) end as released_on,
      case when b.rating is not null then percent_rank() over (partition by b.rating is null order by b.rating) end as rating
    from based b
    where evidence_page.interpretation -> 'preferences' <> '[]' and evidence_page.mode <> 'BROWSE'
  ),
  wished as (
    select b.*, coalesce((
      select avg(case w.value ->> 'direction' when 'MORE' then m.place else 1 - m.place end)
      from jsonb_array_elements(evidence_page.interpretation -> 'preferences') w (value)
      cross join lateral (
        select case w.value ->> 'measure'
          when 'weight_grams' then p.weight_grams
          when 'price' then p.price
          when 'released_on' then p.released_on
          when 'rating' then p.rating
        end as place
      ) m
    ), 0) * 0.2 * b.base as preference
    from based b
    left join placed p on p.product_id = b.product_id
  ),
  fused as (
    select w.*, round((w.base + w.preference)::numeric, 9) as fused from wished w
  ),
  keyed as (
    select w.*,
      case when evidence_page.unavailable = 'SHOW' or w.available > 0 then 0 when w.available is null then 1 else 2 end as stock_group,
      case evidence_page.sort
        when 'PRICE_ASC' then w.amount
        when 'PRICE_DESC' then -w.amount
        when 'NEWEST' then coalesce(-(w.released_on - date '2000-01-01'), 1000000)::numeric
        when 'RATING' then coalesce(-w.rating, 1)
        else -w.fused
      end as sort_value
    from fused w
  ),
  ordered as (
    select d.*,
      row_number() over (order by d.stock_group, d.sort_value, d.product_id) as rank,
      count(*) over () as total
    from keyed d
  ),
  page as (
    select o.*
    from ordered o
    where evidence_page.cursor is null
      or (o.stock_group, o.sort_value, o.product_id)
        > ((evidence_page.cursor ->> 'group')::integer, (evidence_page.cursor ->> 'sort')::numeric, (evidence_page.cursor ->> 'id')::bigint)
    order by o.rank
    limit evidence_page.k + 1
  ),
  item as (
    select g.rank, jsonb_build_object(
      'rank', g.rank,
      'cursor', product.write_cursor(evidence_page.cursor_base || jsonb_strip_nulls(jsonb_build_object(
        'bestMeaning', g.best_meaning, 'group', g.stock_group, 'sort', g.sort_value, 'id', g.product_id))),
      'productId', g.product_id::text,
      'handle', p.handle,
      'title', p.title,
      'brand', b.name,
      'category', c.name,
      'variantId', g.variant_id::text,
      'sku', v.sku,
      'options', v.options,
      'weightGrams', g.weight_grams::text,
      'price', jsonb_build_object(
        'amount', product.amount_text(g.amount, evidence_page.currency),
        'currency', evidence_page.currency,
        'compareAt', product.amount_text(g.compare_at, evidence_page.currency),
        'priceList', l.code,
        'validFrom', product.rfc3339(g.valid_from),
        'validTo', product.rfc3339(g.valid_to)),
      'stock', jsonb_build_object('available', g.available, 'status', product.stock_status(g.available)),
      'score', jsonb_build_object(
        'fused', g.fused,
        'semantic', case when g.similarity is not null then
          jsonb_build_object('similarity', round(g.similarity::numeric, 6), 'rank', g.semantic_rank) end,
        'lexical', case when g.lexical is not null then
          jsonb_build_object('score', round(g.lexical::numeric, 6), 'rank', g.lexical_rank) end,
        'preference', round(g.preference::numeric, 6)),
      'matchedBy', array_remove(array[case when g.near then 'MEANING' end, case when g.lexical is not null then 'WORDS' end], null),
      'checks', (
        select jsonb_agg(product.check_constraint(d.value, jsonb_build_object(
          'amount', g.amount::text, 'currency', evidence_page.currency, 'available', g.available, 'attributes', v.attributes,
          'brand', b.name, 'brandSlug', b.slug, 'handle', p.handle, 'category', c.name,
          'categoryPath', t.slugs,
          'validFrom', product.rfc3339(g.valid_from), 'validTo', product.rfc3339(g.valid_to),
          'asOf', (evidence_page.demand).as_of)) order by d.position)
        from jsonb_array_elements(evidence_page.interpretation -> 'constraints') with ordinality d (value, position)),
      'embedding', case when e.embedding is not null then
        jsonb_build_object('model', (evidence_page.model).name, 'embeddedAt', product.rfc3339(e.embedded_at)) end
    ) as content
    from page g
    join product.product p on p.product_id = g.product_id
    join product.variant v on v.product_id = g.product_id and v.variant_id = g.variant_id
    join product.category c on c.category_id = p.category_id
    join product.price_list l on l.price_list_id = g.price_list_id
    cross join lateral (select product.category_path(p.category_id) as slugs offset 0) t
    left join product.brand b on b.brand_id = p.brand_id
    left join embeddings.product_embedding e on e.product_id = g.product_id and e.model_id = (evidence_page.model).model_id
    order by g.rank
    limit evidence_page.k
  )
  select jsonb_build_object(
    'items', (select coalesce(jsonb_agg(i.content order by i.rank), '[]') from item i),
    'hasNextPage', (select count(*) > evidence_page.k from page),
    'total', (select coalesce(max(o.total), 0) from ordered o))
  into v_page;
  return v_page;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_custom_plan;

comment on function product.evidence_page(
  bigint[], bigint[], double precision[], vector, embeddings.model, product.demand, jsonb, text, text, text, text, integer, jsonb, jsonb
) is
  'Orders candidates and proves a page of them: {items, hasNextPage, total}. Runs under row security and judges price, stock and every demand again. Order: in stock, then unknown, then sold out (unavailable SHOW: all alike); within that the sort; ties by id.';

grant execute on function product.evidence_page(
  bigint[], bigint[], double precision[], vector, embeddings.model, product.demand, jsonb, text, text, text, text, integer, jsonb, jsonb
) to trueshelf_api;
