create or replace function audit.compare_pages(
  evidence jsonb,
  answer jsonb,
  found jsonb,
  narration jsonb
)
returns table (
  kind text,
  product_id text,
  handle text,
  title text,
  field text,
  was text,
  becomes text
)
as $$
  select c.kind, c.product_id, c.handle, c.title, c.field, c.was,
    case when c.kind = 'ROW_GONE' then compare_pages.found -> 'ranks' ->> c.product_id else c.becomes end
  from audit.compare_evidence(compare_pages.evidence, compare_pages.found #> '{page,items}') c
  union all
  select 'COUNT', null, null, null, 'total', o.total, n.total
  from (values (audit.count_text(compare_pages.answer #> '{page,total}'))) o (total)
  cross join (values (audit.count_text(compare_pages.found #> '{page,total}'))) n (total)
  where o.total is distinct from n.total
  union all
  select 'MODEL', null, null, null, f.name, compare_pages.answer #>> array['page', 'retrieval', f.name],
    compare_pages.found #>> array['page', 'retrieval', f.name]
  from unnest('{embeddingModel,mode,similarityFloor}'::text[]) f (name)
  where compare_pages.answer #> array['page', 'retrieval', f.name] is distinct from compare_pages.found #> array['page', 'retrieval', f.name]
  union all
  select 'INTERPRETATION', null, null, null, 'constraints', o.labels, n.labels
  from (
    select string_agg(c.value ->> 'label', ', ' order by c.position) as labels
    from jsonb_array_elements(compare_pages.answer #> '{page,interpretation,constraints}') with ordinality c (value, position)
  ) o
  cross join (
    select string_agg(c.value ->> 'label', ', ' order by c.position) as labels
    from jsonb_array_elements(compare_pages.found #> '{page,interpretation,constraints}') with ordinality c (value, position)
  ) n
  where o.labels is distinct from n.labels
  union all
  select 'NARRATION', null, null, null, 'text', compare_pages.answer #>> '{narration,text}', compare_pages.narration ->> 'text'
  where compare_pages.narration ->> 'text' <> compare_pages.answer #>> '{narration,text}';
$$
language sql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function audit.compare_pages(jsonb, jsonb, jsonb, jsonb) is
  'How an answer that was given differs from what audit.replay_turn found: audit.compare_evidence, then total, model, reading and the template''s words. evidence: items as shown. narration: what the template says now; null where something else spoke. becomes of a row that is gone: its place behind the page, where it is there.';

grant execute on function audit.compare_pages(jsonb, jsonb, jsonb, jsonb) to trueshelf_api;
