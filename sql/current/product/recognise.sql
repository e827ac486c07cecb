create or replace function product.recognise(
  words text,
  kinds text[],
  attribute text
)
returns jsonb
as $$
declare
  v_found text;
begin
  if 'BRAND' = any (recognise.kinds) then
    select b.slug into v_found
    from product.brand b
    where lower(b.name) = recognise.words
      and exists (
        select from product.product p where p.brand_id = b.brand_id and p.audience is null and p.status = 'active'
      );
    if found then
      return jsonb_build_object('kind', 'BRAND', 'filter', jsonb_build_object('brands', jsonb_build_array(v_found)));
    end if;
  end if;
  if 'ATTRIBUTE' = any (recognise.kinds) then
    -- A value of several attributes ("steel" of colour and of material) means the one that more variants have.
    select a.name into v_found
    from product.attribute a
    cross join lateral (
      select count(*) as variants
      from (
        select from product.variant v
        join product.product p on p.product_id = v.product_id
        where v.attributes @> jsonb_build_object(a.name, jsonb_build_array(recognise.words))
          and v.audience is null
          and p.status = 'active'
        limit 100
      ) example
    ) held
    where a.interpretable
      and (recognise.attribute is null or a.name = recognise.attribute)
      and held.variants > 0
    order by held.variants desc, a.name
    limit 1;
    if found then
      return jsonb_build_object('kind', 'ATTRIBUTE', 'filter', jsonb_build_object('attributes',
        jsonb_build_array(jsonb_build_object('name', v_found, 'values', jsonb_build_array(recognise.words)))));
    end if;
  end if;
  if 'CATEGORY' = any (recognise.kinds) then
    select c.slug into v_found
    from product.category c
    where embeddings.fold_plural(lower(c.name)) = embeddings.fold_plural(recognise.words)
      or c.slug = replace(recognise.words, ' ', '-')
    order by c.slug
    limit 1;
    if found then
      return jsonb_build_object('kind', 'CATEGORY', 'filter', jsonb_build_object('categories', jsonb_build_array(v_found)));
    end if;
  end if;
  return null;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.recognise(text, text[], text) is
  'Which brand, attribute value or category of the live, unrestricted catalogue lower-case words name exactly, tried in that order; kinds limits what is tried, attribute (else null) to the values of one attribute. Null for none.';

grant execute on function product.recognise(text, text[], text) to trueshelf_api;
