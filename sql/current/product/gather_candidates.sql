create or replace function product.gather_candidates(
  question product.question,
  candidates product.candidates,
  by_group boolean,
  out product_ids bigint[],
  out sets integer[],
  out groups jsonb,
  out exhausted boolean
)
as $$
declare
  v_constraints constant jsonb := (
    select coalesce(jsonb_agg(c.value order by c.position), '[]')
    from jsonb_array_elements((gather_candidates.question).interpretation -> 'constraints') with ordinality c (value, position)
    where c.value ->> 'kind' <> 'CURRENT_PRICE');
  v_found product.candidates := gather_candidates.candidates;
  v_group record;
  v_set integer := 0;
  v_own_set integer;
  -- A page never needs more, and each group costs as much as a page's own search.
  v_group_limit constant integer := 8;
begin
  gather_candidates.product_ids := (gather_candidates.candidates).near_ids || (gather_candidates.candidates).word_ids;
  if (gather_candidates.question).mode <> 'BROWSE' then
    -- What is named or pinned stands in the answer whether words or meaning propose it or not.
    gather_candidates.product_ids := gather_candidates.product_ids
      || (gather_candidates.question).exact_ids || (gather_candidates.question).pinned_ids;
  end if;
  if v_constraints <> '[]' then
    v_found := product.find_candidates(gather_candidates.question, product.demand_without(gather_candidates.question, null));
  end if;
  gather_candidates.product_ids := gather_candidates.product_ids || v_found.near_ids || v_found.word_ids;
  gather_candidates.sets := array_fill(1, array[coalesce(cardinality(gather_candidates.product_ids), 0)]);
  gather_candidates.exhausted := v_found.exhausted;
  gather_candidates.groups := '{}';

  for v_group in
    select product.constraint_group(c.value ->> 'key') as name, min(c.position) as position, array_agg(c.value ->> 'key') as keys,
      string_agg(repeat('0', c.position::integer - 1) || '1' || repeat('0', jsonb_array_length(v_constraints) - c.position::integer), ' ') as bits
    from jsonb_array_elements(v_constraints) with ordinality c (value, position)
    group by 1
    order by 2
  loop
    v_found.exhausted := gather_candidates.exhausted;
    v_own_set := 0;
    if not gather_candidates.exhausted and gather_candidates.by_group and v_set < v_group_limit
      and v_group.name <> 'EXCLUDE_PRODUCT'
    then
      v_set := v_set + 1;
      v_own_set := 1 << v_set;
      v_found := product.find_candidates(
        gather_candidates.question, product.demand_without(gather_candidates.question, v_group.keys));
      gather_candidates.product_ids := gather_candidates.product_ids || v_found.near_ids || v_found.word_ids;
      gather_candidates.sets := gather_candidates.sets || array_fill(
        v_own_set, array[coalesce(cardinality(gather_candidates.product_ids), 0) - cardinality(gather_candidates.sets)]);
    end if;
    gather_candidates.groups := gather_candidates.groups || jsonb_build_object(v_group.name, jsonb_build_object(
      'bits', (select bit_or(b.bits::bit varying) from unnest(string_to_array(v_group.bits, ' ')) b (bits))::text,
      'sets', 1 | v_own_set,
      'exact', v_found.exhausted));
  end loop;

  select array_agg(m.product_id), array_agg(m.sets)
  into gather_candidates.product_ids, gather_candidates.sets
  from (
    select i.product_id, bit_or(i.set) as sets
    from unnest(gather_candidates.product_ids, gather_candidates.sets) i (product_id, set)
    where i.product_id is not null
    group by i.product_id
  ) m;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.gather_candidates(product.question, product.candidates, boolean) is
  'The set that facets, funnel and relaxations count over: what words and meaning propose for a question without any constraint; where that is more than is looked at (exhausted false), also what they propose for the question as it is and, by_group, without each of its first eight groups of constraints. product_ids and sets are parallel: bit 0 for the first two, bit g for group g. groups: {"BRAND": {"bits": its constraints, "sets": the sets that its numbers come from, "exact": nothing they depend on hit a bound}}.';

grant execute on function product.gather_candidates(product.question, product.candidates, boolean) to trueshelf_api;
