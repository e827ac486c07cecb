create or replace function product.narrate_best(
  answer jsonb
)
returns jsonb
as $$
declare
  v_page constant jsonb := narrate_best.answer -> 'page';
  v_interpretation constant jsonb := v_page -> 'interpretation';
  v_best constant jsonb := v_page #> '{items,0}';
  v_sort constant text := v_interpretation #>> '{sort,sort}';
  v_seed constant text := concat_ws(':', narrate_best.answer ->> 'question', narrate_best.answer ->> 'position', 'best');
  -- Words such as "the cheapest" only where no row that is shown says otherwise: what is sold out or fits less comes later.
  v_is_extreme constant boolean := v_sort is not null and (
    select bool_and(case v_sort
      when 'PRICE_ASC' then (i.value #>> '{price,amount}')::numeric > (v_best #>> '{price,amount}')::numeric
      when 'PRICE_DESC' then (i.value #>> '{price,amount}')::numeric < (v_best #>> '{price,amount}')::numeric
      when 'WEIGHT_ASC' then (i.value ->> 'weightGrams')::numeric > (v_best ->> 'weightGrams')::numeric
      when 'WEIGHT_DESC' then (i.value ->> 'weightGrams')::numeric < (v_best ->> 'weightGrams')::numeric
      else false end)
    from jsonb_array_elements(v_page -> 'items') with ordinality i (value, position)
    where i.position > 1);
begin
  return product.sentence(format('%s %s: %s',
    case
      when v_page #>> '{total,value}' = '1' then 'it is'
      when narrate_best.answer ->> 'move' = 'MORE' then product.pick_wording(v_seed, 'next ' || product.agree(v_best ->> 'title', 'comes'), 'next is')
      when jsonb_array_length(v_page -> 'items') = 1 then 'it is'
      when v_is_extreme then format('the %s here is',
        case v_sort when 'PRICE_ASC' then 'cheapest' when 'PRICE_DESC' then 'most expensive' when 'WEIGHT_ASC' then 'lightest' else 'heaviest' end)
      when v_sort is not null or v_interpretation ->> 'residue' = '' then product.pick_wording(v_seed, 'the first is', 'first comes')
      else product.pick_wording(v_seed, 'the closest is', 'closest comes', 'at the top is')
    end,
    product.named_item(v_best),
    concat_ws(', ',
      product.price_phrase(v_best -> 'price', (v_page ->> 'asOf')::timestamptz, jsonb_path_exists(v_interpretation,
        '$.constraints[*] ? (@.kind == "CURRENT_PRICE" && @.source != "DEFAULT")')),
      product.stock_words(v_best -> 'stock'),
      case when v_sort in ('WEIGHT_ASC', 'WEIGHT_DESC') then product.format_weight((v_best ->> 'weightGrams')::numeric) end,
      product.item_details(v_best, v_interpretation, false))),
    v_best ->> 'productId');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_best(jsonb) is
  'The first of an answer, as the offer shown: title, brand, options, price, stock and what was asked of it.';

grant execute on function product.narrate_best(jsonb) to trueshelf_api;
