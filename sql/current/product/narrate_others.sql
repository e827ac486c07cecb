create or replace function product.narrate_others(
  answer jsonb,
  told text[]
)
returns jsonb
as $$
  select case when count(*) = 0 then '[]' else product.sentence(
    format(product.pick_wording(
        concat_ws(':', narrate_others.answer ->> 'question', narrate_others.answer ->> 'position', 'others'),
        'then %2$s %1$s', 'after it %2$s %1$s', 'behind it %2$s %1$s'),
      product.listed(array_agg(format('%s (%s)', product.named_item(o.value), concat_ws(', ',
        product.price_phrase(o.value -> 'price', (narrate_others.answer #>> '{page,asOf}')::timestamptz, false),
        product.stock_words(o.value -> 'stock'),
        product.item_details(o.value, narrate_others.answer #> '{page,interpretation}', true))) order by o.position)),
      case when count(*) > 1 then 'come' else product.agree(min(o.value ->> 'title'), 'comes') end),
    variadic array_agg(o.value ->> 'productId' order by o.position)) end
  from (
    select i.value, i.position
    from jsonb_array_elements(narrate_others.answer #> '{page,items}') with ordinality i (value, position)
    where i.position <= 3 and i.value ->> 'productId' <> all (narrate_others.told)
  ) o;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_others(jsonb, text[]) is
  'The second and third of an answer in a sentence, without those that were told of already; empty where none is left.';

grant execute on function product.narrate_others(jsonb, text[]) to trueshelf_api;
