create or replace function embeddings.documents(
  model_id bigint,
  product_ids bigint[]
)
returns table (
  product_id bigint,
  content text,
  content_hash bytea
)
as $$
declare
  v_template text;
  v_fields text[];
  v_builtin boolean;
  v_formats text[];
  v_probes text[];
begin
  select m.document_template, m.document_fields, m.provider = 'builtin'
  into v_template, v_fields, v_builtin
  from embeddings.model m
  where m.model_id = documents.model_id;

  if v_builtin then
    return query
      select p.product_id, null::text, embeddings.text_hash(p.title, b.name, c.name, p.description)
      from product.product p
      join product.category c on c.category_id = p.category_id
      left join product.brand b on b.brand_id = p.brand_id
      where p.product_id = any (documents.product_ids);
    return;
  end if;

  -- A line becomes a format string, and one of its fields alone that tells whether anything would be in it. The fields go
  -- in all at once, so that a brace in a title is not read as another field.
  select
    array_agg(embeddings.template_format(l.line) order by l.position),
    array_agg((
      select coalesce(string_agg(f.place[1], ''), '')
      from regexp_matches(embeddings.template_format(translate(l.line, '%', '')), '%\d\$s', 'g') f (place)
    ) order by l.position)
  into v_formats, v_probes
  from string_to_table(v_template, E'\n') with ordinality l (line, position);

  return query
    with value as (
      select p.product_id, 'attributes' as field, k.key, k.value
      from product.product p
      cross join lateral jsonb_each(p.attributes) k
      where p.product_id = any (documents.product_ids) and 'attributes' = any (v_fields)
      union all
      select v.product_id, 'options', k.key, k.value
      from product.variant v
      cross join lateral jsonb_each(v.options) k
      where v.product_id = any (documents.product_ids) and 'options' = any (v_fields)
    ),
    pair as (
      select v.product_id, v.field, v.key collate "C" as name, embeddings.values_text(jsonb_agg(distinct v.value)) as listed
      from value v
      group by v.product_id, v.field, v.key collate "C"
    ),
    listed as (
      select
        a.product_id,
        string_agg(translate(a.name, '_', ' ') || ': ' || a.listed, '; ' order by a.name) filter (where a.field = 'attributes') as attributes,
        string_agg(translate(a.name, '_', ' ') || ': ' || a.listed, '; ' order by a.name) filter (where a.field = 'options') as options
      from pair a
      group by a.product_id
    )
    select d.product_id, d.content, sha256(convert_to(d.content, 'UTF8'))
    from (
      select
        p.product_id,
        array_to_string(array(
          select format(l.format, p.title, b.name, c.name, p.description, a.attributes, a.options)
          from unnest(v_formats, v_probes) l (format, probe)
          where l.probe = ''
            or btrim(format(l.probe, p.title, b.name, c.name, p.description, a.attributes, a.options), E' \t\r\n') <> ''
        ), E'\n') as content
      from product.product p
      join product.category c on c.category_id = p.category_id
      left join product.brand b on b.brand_id = p.brand_id
      left join listed a on a.product_id = p.product_id
      where p.product_id = any (documents.product_ids)
      offset 0
    ) d;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan; -- planning takes as long as the texts of 100 products

comment on function embeddings.documents(bigint, bigint[]) is
  'The text of each product that exists by the model''s document template, and its SHA-256, in no order. A line all of whose fields are empty is left out; attributes and options read "colour: black, red; material: leather", names and values sorted by bytes, the values of options those of all variants. The built-in model has no text, only the hash of what it reads.';
