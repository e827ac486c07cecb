create or replace function product.narrate_weights(
  offers jsonb,
  named text
)
returns text
as $$
  select case
    when count(w.grams) = 0 then format('the weight of %s is not recorded', narrate_weights.named)
    when min(w.grams) = max(w.grams) then format('%s %s %s', narrate_weights.named, product.agree(narrate_weights.named, 'weighs'), product.format_weight(min(w.grams)))
    when count(distinct w.name) = 1 or bool_or(w.name is null) or product.format_weight(min(w.grams)) = product.format_weight(max(w.grams)) then
      format('%s %s from %s to %s', narrate_weights.named, product.agree(narrate_weights.named, 'weighs'), product.format_weight(min(w.grams)), product.format_weight(max(w.grams)))
    else format('%s %s from %s (%s) to %s (%s)', narrate_weights.named, product.agree(narrate_weights.named, 'weighs'),
      product.format_weight(min(w.grams)), (array_agg(w.name order by w.grams, w.position))[1],
      product.format_weight(max(w.grams)), (array_agg(w.name order by w.grams desc, w.position))[1])
  end
  from (
    select (o.value ->> 'weightGrams')::numeric as grams, product.offer_name(o.value -> 'options') as name, o.position
    from jsonb_array_elements(narrate_weights.offers) with ordinality o (value, position)
    where o.value ->> 'weightGrams' is not null
  ) w;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_weights(jsonb, text) is 'What the offers of a product weigh: one weight, or the lightest and the heaviest with their options.';

grant execute on function product.narrate_weights(jsonb, text) to trueshelf_api;
