create or replace function product.demand_without(
  question product.question,
  keys text[]
)
returns product.demand
as $$
declare
  v_question product.question := demand_without.question;
begin
  v_question.demand := product.build_demand(
    (
      select coalesce(jsonb_agg(c.value order by c.position), '[]')
      from jsonb_array_elements(v_question.interpretation -> 'constraints') with ordinality c (value, position)
      where demand_without.keys is not null
        and c.value ->> 'key' <> all (demand_without.keys)
    ),
    v_question.currency, v_question.as_of);
  return (product.apply_policy(
    v_question, (select p.category_id from product.product p where p.product_id = v_question.anchor_id))).demand;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.demand_without(product.question, text[]) is
  'The demand of a question without its constraints of these keys; null: without any. What rules and merchants add to it stays.';

grant execute on function product.demand_without(product.question, text[]) to trueshelf_api;
