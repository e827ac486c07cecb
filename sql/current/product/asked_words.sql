create or replace function product.asked_words(
  piece jsonb
)
returns text
as $$
  select case
    when w.joined is not null then concat_ws(' or ', case when w.said_first then w.said end, w.joined, case when not w.said_first then w.said end)
    when w.kind = 'EXCLUDE_ATTRIBUTE' and w.asked is null and w.is_flag then
      'not ' || product.attribute_label(w.name)
    when w.kind = 'EXCLUDE_ATTRIBUTE' and w.asked is null then 'not ' || coalesce(w.origin, product.joined(w.listed))
    when w.asked is not null then w.asked
    when w.is_flag then case when w.listed ->> 0 = 'false' then 'not ' else '' end || product.attribute_label(w.name)
    else coalesce(w.origin, product.joined(w.listed))
  end
  from (
    select p.*, p.source = 'CONVERSATION' as said_first, regexp_replace(coalesce(p.asked, p.origin), '^(?:(?:and|or|only|but|in|of|with|made) )+', '') as said,
      -- "or in grey" after "in blue" is one demand for both.
      case when p.kind = 'ATTRIBUTE' and not p.is_flag and jsonb_array_length(p.listed) > 1 then
        product.said_values(p.name, p.listed, coalesce(p.asked, p.origin)) end as joined
    from (
      select d.kind, d.source, d.demanded ->> 'name' as name, d.demanded -> 'values' as listed,
        d.demanded ->> 'name' <> 'weight_grams' and d.demanded #>> '{values,0}' in ('true', 'false') as is_flag,
        -- The words of the text itself, unless they were mended or guessed.
        case when d.source in ('VOCABULARY', 'SYNONYM', 'RULE') then lower(nullif(asked_words.piece #>> '{span,text}', '')) end as asked,
        -- "value_synonym: colour beige → bone" stands for many values, as one word did.
        case when jsonb_array_length(d.demanded -> 'values') > 1 and d.source = 'CONVERSATION' then
          substring(asked_words.piece ->> 'origin' from '^(?:attribute_value|value_synonym): \S+ (.+?)(?: →.*)?$') end as origin
      from (
        select asked_words.piece ->> 'kind' as kind, asked_words.piece ->> 'source' as source,
          coalesce(asked_words.piece #> '{filter,exclude,attributes,0}', asked_words.piece #> '{filter,attributes,0}') as demanded
      ) d
    ) p
  ) w;
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.asked_words(jsonb) is
  'What a constraint or preference of an attribute asks for, in the words of the question where it has them ("in beige or grey"), else by its values: "leather", "waterproof".';

grant execute on function product.asked_words(jsonb) to trueshelf_api;
