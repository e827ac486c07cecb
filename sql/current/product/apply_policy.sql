create or replace function product.apply_policy(
  question product.question,
  anchor_category_id bigint
)
returns product.question
as $$
declare
  v_question product.question := apply_policy.question;
begin
  v_question.demand.excluded_product_ids := nullif(
    coalesce((v_question.demand).excluded_product_ids, '{}') || coalesce(v_question.curated_out_ids, '{}')
      || array_remove(array[v_question.anchor_id], null),
    '{}');
  if v_question.options ? 'goesWith' then
    with recursive above as (
      select c.category_id, c.parent_id, c.slug from product.category c where c.category_id = apply_policy.anchor_category_id
      union all
      select c.category_id, c.parent_id, c.slug from product.category c join above a on a.parent_id = c.category_id
    ),
    rule as (
      select r.complement_id, max(r.weight) as weight
      from above a
      join product.complement r on r.category_id = a.category_id
      group by r.complement_id
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'weight', r.weight, 'categoryIds', to_jsonb(product.find_categories(array[c.slug]))) order by r.weight desc, c.slug), '[]')
    into v_question.complements
    from rule r
    join product.category c on c.category_id = r.complement_id;
    v_question.demand.category_ids := product.common_ids((v_question.demand).category_ids, coalesce((
      select array_agg(distinct i.id::bigint)
      from jsonb_array_elements(v_question.complements) r
      cross join lateral jsonb_array_elements_text(r -> 'categoryIds') i (id)
    ), '{}'));
  end if;
  return v_question;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.apply_policy(product.question, bigint) is
  'The question with what rules and merchants add to its demand: neither the anchor itself nor what was curated out, and for options.goesWith only the categories that go with the anchor''s or with one above it.';

grant execute on function product.apply_policy(product.question, bigint) to trueshelf_api;
