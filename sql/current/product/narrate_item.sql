create or replace function product.narrate_item(
  answer jsonb
)
returns jsonb
as $$
declare
  v_item constant jsonb := nullif(narrate_item.answer -> 'item', 'null');
  v_offers jsonb := v_item -> 'offers';
  v_row constant jsonb := narrate_item.answer #> '{page,items,0}';
  v_title constant text := coalesce(v_row ->> 'title', narrate_item.answer #>> '{reference,title}');
  v_as_of constant timestamptz := narrate_item.answer #>> '{page,asOf}';
  v_asked jsonb := coalesce(nullif(v_item -> 'asked', '[]'), '["EVERYTHING"]');
  v_reason constant text := narrate_item.answer #>> '{page,retrieval,emptyReason}';
  v_named text;
  v_topic text;
  v_wanted text;
  v_pronoun text;
  v_of_wanted jsonb;
  v_sentences jsonb := '[]';
begin
  if v_item is null then
    return product.sentence(coalesce(v_reason, 'I cannot tell which of those that I showed is meant'));
  end if;
  v_named := case when v_title ~* '^(the|an?)\M' then '' else 'the ' end || v_title;
  if (v_item ->> 'gone')::boolean or v_offers = '[]' then
    return product.sentence(format('%s %s shown before, and %s no longer sold', v_named, product.agree(v_named, 'was'), product.agree(v_named, 'is')), v_row ->> 'productId');
  end if;
  v_pronoun := product.agree(v_named, 'it');

  -- What was asked for goes before all there is.
  if coalesce(v_item -> 'wanted', '[]') <> '[]' then
    v_wanted := product.narrate_wanted(v_offers, v_item -> 'wanted',
      case when narrate_item.answer #>> '{reference,kind}' = 'THAT' and product.narrate_wanted(v_offers, v_item -> 'wanted', v_named, true) !~ ' (do|does) not come ' then v_pronoun else v_named end,
      narrate_item.answer ->> 'question' ~* '^\W*((and|but|so|ok)\W+)?(what|which|how|where)\M');
  end if;
  if v_wanted is not null then
    select coalesce(jsonb_agg(t.value order by t.position), '[]') into v_asked
    from jsonb_array_elements_text(v_asked) with ordinality t (value, position)
    where t.value <> all ('{SIZES,COLOURS,OPTIONS,STOCK,EVERYTHING}') and not jsonb_path_exists(v_item, '$.wanted[*] ? (@.name == $name)', jsonb_build_object('name', t.value));
    v_sentences := product.sentence(v_wanted, v_row ->> 'productId');
    v_named := v_pronoun;
    -- What it costs in white.
    select coalesce(jsonb_agg(o.value order by o.position), '[]') into v_of_wanted
    from jsonb_array_elements(v_offers) with ordinality o (value, position)
    where not exists (
      select from jsonb_array_elements(v_item -> 'wanted') w
      where o.value -> 'options' ? (w ->> 'name')
        and not exists (select from jsonb_array_elements_text(w -> 'values') v (value) where lower(v.value) = lower(o.value #>> array['options', w ->> 'name'])));
    if v_of_wanted <> '[]' then
      v_offers := v_of_wanted;
    end if;
  end if;

  -- In short: what it is made of, what it costs, what is left.
  if v_asked ? 'EVERYTHING' then
    v_sentences := product.sentence(product.narrate_prices(v_offers, v_named, v_as_of), v_row ->> 'productId')
      || product.sentence(case when exists (select from jsonb_array_elements(v_offers) o (value) where o.value -> 'options' ? 'size')
        then product.narrate_choice(v_offers, 'SIZES', v_pronoun) else product.narrate_stock(v_offers, v_pronoun) end, v_row ->> 'productId')
      || product.sentence((
        select format('recorded of %s: ', case v_pronoun when 'they' then 'them' else 'it' end) || product.listed(array_agg(format('%s %s', lower(a.value ->> 'label'), a.value ->> 'value') order by a.position))
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
      end, '^the (\w[\w -]*) of (it|they) ', product.agree(v_pronoun, 'its') || ' \1 '), v_row ->> 'productId');
      v_named := v_pronoun;
    end loop;
  end if;
  return v_sentences || product.sentence(product.narrate_changes(v_item), v_row ->> 'productId');
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.narrate_item(jsonb) is
  'An answer about one product: whether it can be had as it was asked for, what else was asked of it, from its offers and attributes, or that it is not recorded; what changed since it was shown; that it is no longer sold.';

grant execute on function product.narrate_item(jsonb) to trueshelf_api;
