create or replace function product.narrate_item(
  answer jsonb
)
returns jsonb
as $$
declare
  v_item constant jsonb := nullif(narrate_item.answer -> 'item', 'null');
  v_offers constant jsonb := v_item -> 'offers';
  v_row constant jsonb := narrate_item.answer #> '{page,items,0}';
  v_title constant text := coalesce(v_row ->> 'title', narrate_item.answer #>> '{reference,title}');
  v_as_of constant timestamptz := narrate_item.answer #>> '{page,asOf}';
  v_asked jsonb := coalesce(nullif(v_item -> 'asked', '[]'), '["EVERYTHING"]');
  v_reason constant text := narrate_item.answer #>> '{page,retrieval,emptyReason}';
  v_named text;
  v_topic text;
  v_sentences jsonb := '[]';
begin
  if v_item is null then
    return product.sentence(coalesce(v_reason, 'I cannot tell which of those that I showed is meant'));
  end if;
  v_named := case when v_title ~* '^(the|an?)\M' then '' else 'the ' end || v_title;
  if (v_item ->> 'gone')::boolean or v_offers = '[]' then
    return product.sentence(v_named || ' was shown before, and is no longer sold', v_row ->> 'productId');
  end if;

  -- In short: what it is made of, what it costs, what is left.
  if v_asked ? 'EVERYTHING' then
    v_sentences := product.sentence(product.narrate_prices(v_offers, v_named, v_as_of), v_row ->> 'productId')
      || product.sentence(case when exists (select from jsonb_array_elements(v_offers) o (value) where o.value -> 'options' ? 'size')
        then product.narrate_choice(v_offers, 'SIZES', 'it') else product.narrate_stock(v_offers, 'it') end, v_row ->> 'productId')
      || product.sentence((
        select 'recorded of it: ' || product.listed(array_agg(format('%s %s', lower(a.value ->> 'label'), a.value ->> 'value') order by a.position))
        from jsonb_array_elements(v_item -> 'attributes') with ordinality a (value, position)
        where a.position <= 5), v_row ->> 'productId');
  else
    for v_topic in select t.value from jsonb_array_elements_text(v_asked) with ordinality t (value, position) order by t.position loop
      v_sentences := v_sentences || product.sentence(regexp_replace(case v_topic
        when 'SIZES' then product.narrate_choice(v_offers, 'SIZES', v_named)
        when 'COLOURS' then product.narrate_choice(v_offers, 'COLOURS', v_named)
        when 'OPTIONS' then product.narrate_stock(v_offers, v_named)
        when 'PRICE' then product.narrate_prices(v_offers, v_named, v_as_of)
        when 'STOCK' then product.narrate_stock(v_offers, v_named)
        when 'WEIGHT' then product.narrate_weights(v_offers, v_named)
        else product.narrate_attribute(v_item, v_topic, v_named)
      end, '^the (\w[\w -]*) of it ', 'its \1 '), v_row ->> 'productId');
      v_named := 'it';
    end loop;
  end if;
  return v_sentences || product.sentence(product.narrate_changes(v_item), v_row ->> 'productId');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_item(jsonb) is
  'An answer about one product: what was asked of it, from its offers and attributes, or that it is not recorded; what changed since it was shown; that it is no longer sold.';

grant execute on function product.narrate_item(jsonb) to trueshelf_api;
