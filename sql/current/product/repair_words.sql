create or replace function product.repair_words(
  words text[]
)
returns text[]
as $$
declare
  v_model_id bigint := embeddings.lexicon_model();
  v_last text := repair_words.words[cardinality(repair_words.words)];
  v_repaired text[];
begin
  select array_agg(coalesce(r.token, w.word) order by w.position)
  into v_repaired
  from unnest(repair_words.words) with ordinality w (word, position)
  left join lateral (
    select t.token
    from embeddings.resolve_tokens(v_model_id, embeddings.tokens(w.word)) t
    where t.how = 'REPAIRED'
      and t.token = t.meant -- not a synonym: its targets begin no word that was typed
      -- The beginning of a known word is no mistake but unfinished.
      and not (w.position = cardinality(repair_words.words) and exists (
        select from embeddings.token k where k.model_id = v_model_id and starts_with(k.token, v_last)))
    order by t.weight desc, t.token collate "C"
    limit 1
  ) r on length(w.word) >= 4;
  return nullif(v_repaired, repair_words.words);
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function product.repair_words(text[]) is
  'The words with each that is in no catalogue text replaced by the most frequent one that is an edit away; null when there is nothing to repair. Words of fewer than four letters stay, and so does a last word that begins a known one.';

grant execute on function product.repair_words(text[]) to trueshelf_api;
