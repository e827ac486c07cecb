create or replace function product.merge_constraints(
  demanded jsonb,
  interpretation jsonb,
  currency text
)
returns jsonb
as $$
declare
  v_item jsonb;
  v_kind text;
  v_key text;
  v_currency text;
  v_list text;
  v_place integer;
  v_places jsonb := '{}';
  v_read jsonb[] := '{}';
  v_overridden text[];
  v_constraints jsonb := '[]';
  v_preferences jsonb := '[]';
  v_ignored jsonb;
  v_sort jsonb := nullif(merge_constraints.interpretation -> 'sort', 'null');
  v_has_current boolean := false;
begin
  select coalesce(jsonb_agg('{"kind": "NOT_POSSIBLE", "key": null}'::jsonb || i.value order by i.position), '[]')
  into v_ignored
  from jsonb_array_elements(merge_constraints.interpretation -> 'ignored') with ordinality i (value, position);
  v_overridden := array(
    select product.constraint_key(d.value)
    from jsonb_array_elements(merge_constraints.demanded) d (value)
    where d.value ->> 'kind' in ('PRICE_MIN', 'PRICE_MAX', 'IN_STOCK', 'IN_STOCK_AT', 'CATEGORY', 'BRAND', 'ATTRIBUTE'));

  -- What the text demands, in its order.
  for v_item in
    select e.value
    from jsonb_array_elements(merge_constraints.interpretation -> 'constraints') with ordinality e (value, position)
    order by (e.value #>> '{span,start}')::integer, e.position
  loop
    v_kind := v_item ->> 'kind';
    v_key := product.constraint_key(v_item);
    v_currency := v_item #>> '{filter,price,currency}';
    if v_currency <> merge_constraints.currency then
      v_ignored := v_ignored || product.left_aside(v_item, 'NOT_POSSIBLE', v_key,
        case
          when exists (select from product.price_list l where l.currency = v_currency and l.customer_group is null) then
            format('this answer is in %s, and amounts are never converted', merge_constraints.currency)
          else format('there is no price list in %s, and amounts are never converted', v_currency)
        end);
      continue;
    end if;
    if v_key = any (v_overridden) then
      v_ignored := v_ignored || product.left_aside(v_item, 'OVERRIDDEN', v_key,
        coalesce(product.remembered_reason(v_key, merge_constraints.demanded),
          'the filter given beside the text says this already, and it goes first'));
      continue;
    end if;
    if merge_constraints.demanded <> '[]' and product.is_contradicted(v_item, merge_constraints.demanded) then
      v_ignored := v_ignored || product.left_aside(v_item, 'OVERRIDDEN', v_key, (
        select coalesce(min(product.remembered_reason(product.constraint_key(d.value), jsonb_build_array(d.value))),
          'the filter given beside the text says otherwise, and it goes first')
        from jsonb_array_elements(merge_constraints.demanded) d (value)
        where product.is_contradicted(v_item, jsonb_build_array(d.value))));
      continue;
    end if;
    v_has_current := v_has_current or v_kind = 'CURRENT_PRICE';
    -- Two values of one attribute ("size m or size l") are alternatives, not a contradiction; two ranges of it both hold.
    v_list := case v_kind
      when 'ATTRIBUTE' then case when v_item #> '{filter,attributes,0}' ? 'values' then '{attributes,0,values}' end
      when 'BRAND' then '{brands}'
      when 'CATEGORY' then '{categories}'
      when 'IN_STOCK_AT' then '{inStockAt}'
    end;
    v_place := v_places -> v_key;
    if v_list is not null and v_place is not null then
      v_read[v_place] := jsonb_set(v_read[v_place], ('{filter,' || substr(v_list, 2))::text[], (
        select jsonb_agg(v.value order by v.position)
        from (
          select e.value, min(e.position) as position
          from jsonb_array_elements((v_read[v_place] -> 'filter' #> v_list::text[]) || (v_item -> 'filter' #> v_list::text[]))
            with ordinality e (value, position)
          group by e.value
          order by position
          limit 1000 -- as many as a filter takes
        ) v));
      continue;
    end if;
    v_read := v_read || v_item;
    if v_list is not null then
      v_places := v_places || jsonb_build_object(v_key, cardinality(v_read));
    end if;
  end loop;

  for v_item in
    select '{"kind": "CURRENT_PRICE", "source": "DEFAULT", "span": null, "filter": null}'::jsonb where not v_has_current
    union all
    (select d.value from jsonb_array_elements(merge_constraints.demanded) with ordinality d (value, position) order by d.position)
    union all
    (select r.value from unnest(v_read) with ordinality r (value, position) order by r.position)
  loop
    v_constraints := v_constraints || (
      '{"origin": null}'::jsonb || v_item || jsonb_build_object(
        'id', 'c' || jsonb_array_length(v_constraints) + 1,
        'key', product.constraint_key(v_item),
        'label', product.constraint_label(v_item ->> 'kind', v_item -> 'filter', merge_constraints.currency),
        'alternatives', product.label_alternatives(v_item -> 'alternatives', merge_constraints.currency)));
  end loop;

  for v_item in
    select e.value
    from jsonb_array_elements(merge_constraints.interpretation -> 'preferences') with ordinality e (value, position)
    order by (e.value #>> '{span,start}')::integer, e.position
  loop
    v_key := product.preference_key(v_item);
    if merge_constraints.demanded <> '[]' and product.is_contradicted(v_item, merge_constraints.demanded) then
      v_ignored := v_ignored || product.left_aside(v_item, 'OVERRIDDEN', v_key, (
        select coalesce(min(product.remembered_reason(product.constraint_key(d.value), jsonb_build_array(d.value))),
          'the filter given beside the text says otherwise, and it goes first')
        from jsonb_array_elements(merge_constraints.demanded) d (value)
        where product.is_contradicted(v_item, jsonb_build_array(d.value))));
      continue;
    end if;
    v_preferences := v_preferences || (
      '{"origin": null, "filter": null, "measures": [], "direction": null}'::jsonb || v_item || jsonb_build_object(
        'id', 'p' || jsonb_array_length(v_preferences) + 1,
        'key', v_key,
        'label', case v_item ->> 'kind'
          when 'COMPARATIVE' then product.comparative_label(v_item)
          else product.constraint_label(v_item ->> 'kind', v_item -> 'filter', merge_constraints.currency)
        end,
        'alternatives', product.label_alternatives(v_item -> 'alternatives', merge_constraints.currency)));
  end loop;

  return '{"model": null}'::jsonb || merge_constraints.interpretation || jsonb_build_object(
    'constraints', v_constraints,
    'preferences', v_preferences,
    'sort', '{"key": "SORT", "origin": null}'::jsonb || v_sort || jsonb_build_object('label', product.sort_label(v_sort ->> 'sort')),
    'ignored', v_ignored);
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.merge_constraints(jsonb, jsonb, text) is
  'The whole interpretation of a question: the constraints given as arguments, which go first, then those read from its text in its order, and its preferences, each with id, key and label, and its sort; what is not honoured is ignored with the reason and a kind, DISMISSED, OVERRIDDEN or NOT_POSSIBLE, and with its key where one is known. Several values that the text demands under one key are alternatives, several ranges hold together. What of the text says the same as an argument, or leaves nothing of it, is overridden; a demand of the text that no offer can meet beside another of the text stands: the funnel shows what each leaves. A current price is always demanded.';

grant execute on function product.merge_constraints(jsonb, jsonb, text) to trueshelf_api;
