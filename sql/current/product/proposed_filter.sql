create or replace function product.proposed_filter(
  proposal jsonb,
  lexemes product.lexeme[],
  numbers numeric[]
)
returns jsonb
as $$
declare
  v_kind text := replace(proposed_filter.proposal ->> 'kind', 'EXCLUDE_', '');
  v_price_key text := case v_kind when 'PRICE_MIN' then 'min' when 'PRICE_MAX' then 'max' end;
  v_exclusive jsonb := coalesce(proposed_filter.proposal -> 'exclusive', 'false');
  v_currency text := upper(proposed_filter.proposal ->> 'currency');
  v_attribute text := proposed_filter.proposal ->> 'attribute';
  v_given text[] := array(
    select distinct lower(v.value) from jsonb_array_elements_text(proposed_filter.proposal -> 'values') v (value) order by 1);
  v_known text[];
  v_amount numeric := proposed_filter.proposal ->> 'amount';
  v_min numeric := proposed_filter.proposal ->> 'min';
  v_max numeric := proposed_filter.proposal ->> 'max';
  v_type text;
  v_own_unit text;
  v_units text[];
  v_unit text;
  v_filter jsonb;
begin
  if v_kind = 'IN_STOCK' then
    return '{"filter": {"inStock": true}}';
  end if;

  if v_price_key is not null then
    if v_amount is null or v_amount <= 0 or v_amount >= 1e9 or v_amount <> all (proposed_filter.numbers) then
      return '{"reason": "the amount does not stand in these words"}';
    end if;
    if v_currency is not null and not exists (
      select from unnest(proposed_filter.lexemes) l where l.class = 'CURRENCY' and l.value = v_currency)
    then
      return '{"reason": "the currency does not stand in these words"}';
    end if;
    return jsonb_build_object('filter', jsonb_build_object('price', jsonb_strip_nulls(jsonb_build_object(
      v_price_key, trim_scale(v_amount)::text, v_price_key || 'Exclusive', v_exclusive, 'currency', v_currency))));
  end if;

  if v_kind in ('BRAND', 'CATEGORY') then
    v_known := case v_kind
      when 'BRAND' then array(
        select b.slug
        from product.brand b
        where (lower(b.name) = any (v_given) or b.slug = any (v_given))
          and exists (select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active')
        order by b.slug)
      else array(
        select c.slug from product.category c where c.slug = any (v_given) order by c.slug)
    end;
    if v_known = '{}' or cardinality(v_known) < cardinality(v_given) then
      return jsonb_build_object('reason', format('the catalogue has no such %s', lower(v_kind)));
    end if;
    v_filter := jsonb_build_object(case v_kind when 'BRAND' then 'brands' else 'categories' end, v_known);
  else
    select a.type, a.unit into v_type, v_own_unit
    from (
      select r.name, r.type, r.unit from product.attribute r where r.interpretable
      union all
      select 'weight_grams', 'number', 'g'
    ) a
    where a.name = v_attribute;
    if not found then
      return '{"reason": "the catalogue has no such attribute"}';
    end if;
    if v_min is null and v_max is null then
      v_known := array(
        select g.value
        from unnest(v_given) g (value)
        where exists (
          select from product.attribute_value e
          join product.variant o on o.product_id = e.example_id and o.audience is null
          join product.product p on p.product_id = o.product_id and p.status = 'active'
          where e.attribute = v_attribute and e.value = g.value and o.attributes -> v_attribute ? g.value
        ) or (
          -- Counted, since the first of few is looked for along the key.
          select count(*)
          from product.variant o
          join product.product p on p.product_id = o.product_id and p.status = 'active'
          where o.attributes @> jsonb_build_object(v_attribute, jsonb_build_array(g.value)) and o.audience is null
        ) > 0);
      if v_known = '{}' or cardinality(v_known) < cardinality(v_given) then
        return jsonb_build_object('reason', format('nothing has such a value of %s', product.attribute_label(v_attribute)));
      end if;
      if v_type = 'number' and exists (
        select from unnest(v_known) k (value)
        where k.value !~ '^\d{1,12}(\.\d{1,6})?$' or k.value::numeric <> all (proposed_filter.numbers))
      then
        return '{"reason": "the amount does not stand in these words"}';
      end if;
      v_filter := jsonb_build_object('attributes', jsonb_build_array(jsonb_build_object('name', v_attribute, 'values', v_known)));
    else
      if v_type <> 'number' or proposed_filter.proposal ->> 'kind' = 'EXCLUDE_ATTRIBUTE' then
        return jsonb_build_object('reason', format('%s cannot be bounded so', product.attribute_label(v_attribute)));
      end if;
      if coalesce(v_min <> all (proposed_filter.numbers), false) or coalesce(v_max <> all (proposed_filter.numbers), false) then
        return '{"reason": "the amount does not stand in these words"}';
      end if;
      -- The unit is that of the words: kilograms taken for grams would be a lie. Nobody weighs in bare numbers.
      v_units := array(
        select distinct u.code
        from unnest(proposed_filter.lexemes) l
        join product.unit u on u.code = l.value
        join product.unit own on own.code = v_own_unit and own.dimension = u.dimension
        where l.class = 'UNIT');
      v_unit := case
        when cardinality(v_units) = 1 then v_units[1]
        when v_units = '{}' and v_attribute <> 'weight_grams' then v_own_unit
      end;
      if v_unit is null and v_own_unit is not null
        or proposed_filter.proposal ? 'unit' and not exists (
          select from product.unit u
          where u.code = v_unit and (u.code = proposed_filter.proposal ->> 'unit' or lower(proposed_filter.proposal ->> 'unit') = any (u.signs)))
      then
        return '{"reason": "the unit is not that of these words"}';
      end if;
      if v_unit <> v_own_unit then
        v_min := product.convert_measure(v_min, v_unit, v_own_unit);
        v_max := product.convert_measure(v_max, v_unit, v_own_unit);
      end if;
      v_min := round(v_min, 9);
      v_max := round(v_max, 9);
      if greatest(abs(v_min), abs(v_max)) >= 1e12 then
        return '{"reason": "no filter takes such an amount"}';
      end if;
      if v_min > v_max then
        return '{"reason": "its least is above its most"}';
      end if;
      v_filter := jsonb_build_object('attributes', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'name', v_attribute,
        'min', trim_scale(v_min)::text, 'minExclusive', case when v_min is not null then v_exclusive end,
        'max', trim_scale(v_max)::text, 'maxExclusive', case when v_max is not null then v_exclusive end))));
    end if;
  end if;
  return jsonb_build_object('filter',
    case when proposed_filter.proposal ->> 'kind' like 'EXCLUDE%' then jsonb_build_object('exclude', v_filter) else v_filter end);
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp
set random_page_cost = 1.1;

comment on function product.proposed_filter(jsonb, product.lexeme[], numeric[]) is
  'The filter that a model''s proposal means, {filter}, or why it has none, {reason}, in words that never repeat the model''s. lexemes and numbers: of the words that it quotes. Brands, categories and values must be those of the live, unrestricted catalogue; amounts, currencies and units must stand in the words.';

grant execute on function product.proposed_filter(jsonb, product.lexeme[], numeric[]) to trueshelf_api;
