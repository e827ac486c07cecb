create or replace function memory.check_completion(
  completion jsonb,
  evidence_ids text[]
)
returns jsonb
as $$
declare
  v_completion constant jsonb := jsonb_strip_nulls(coalesce(nullif(check_completion.completion, 'null'), '{}'));
  v_narration jsonb;
  v_wrong text;
begin
  perform product.check_keys(v_completion, '{narration,withheld,verdicts,usage,model,latency,error}', 'the completion', 'TSOPT');
  if length(v_completion::text) > 1000000 then
    raise exception using errcode = 'TSOPT',
      message = format('the completion has %s characters, expected at most 1000000', length(v_completion::text)),
      hint = 'Bound what the language model may say.';
  end if;
  v_narration := v_completion -> 'narration';
  v_wrong := case
    when v_narration is null then null
    when jsonb_typeof(v_narration) <> 'object' then 'narration, an object'
    when coalesce(v_narration ->> 'source', '') not in ('TEMPLATE', 'MODEL', 'MODEL_AND_TEMPLATE') then 'narration.source, TEMPLATE, MODEL or MODEL_AND_TEMPLATE'
    when length(v_narration ->> 'reason') > 500 then 'narration.reason, at most 500 characters'
    when not memory.is_list(v_narration -> 'sentences', 200, '{text,cites}') then 'narration.sentences, at most 200 of {text, cites}'
    when jsonb_path_exists(v_narration, '$.sentences[*].cites[*] ? (!(@ == $known[*]))',
      jsonb_build_object('known', to_jsonb(check_completion.evidence_ids))) then 'the sentences'' cites, product ids of the evidence'
    when v_narration ->> 'text' is distinct from (
      select coalesce(string_agg(s.value ->> 'text', ' ' order by s.position), '')
      from jsonb_array_elements(v_narration -> 'sentences') with ordinality s (value, position)) then
      'narration.text, the sentences with one space between them'
  end;
  v_wrong := coalesce(v_wrong, case
    when v_completion ? 'withheld' and not memory.is_list(v_completion -> 'withheld', 1000, '{text,cites,reasons}') then
      'withheld, at most 1000 of {text, cites, reasons}'
    when v_completion ? 'verdicts' and not memory.is_list(v_completion -> 'verdicts', 1200, '{cites,reasons,position,source,verdict}') then
      'verdicts, at most 1200 of {position, source, verdict, cites, reasons}'
    when v_completion ? 'usage' and not memory.is_figures(v_completion -> 'usage', '{promptTokens,completionTokens,calls}') then
      'usage, {promptTokens, completionTokens, calls}'
    when v_completion ? 'latency' and not memory.is_figures(v_completion -> 'latency', '{read,search,narrate,model,firstSentence,total}') then
      'latency, milliseconds of read, search, narrate, model, firstSentence and total'
    when v_completion ? 'model' and not coalesce(
      length(v_completion #>> '{model,name}') between 1 and 200 and length(v_completion #>> '{model,promptVersion}') between 1 and 60, false) then
      'model, {name, promptVersion}'
    when v_completion ? 'error' and not coalesce(
      v_completion #>> '{error,code}' ~ '^[A-Za-z0-9_]{1,60}$' and length(v_completion #>> '{error,message}') <= 1000, false) then
      'error, {code, message}'
  end);
  if v_wrong is not null then
    -- Never the value: it is what a language model said.
    raise exception using errcode = 'TSOPT',
      message = format('the completion is not of its shape: expected %s', v_wrong),
      hint = 'See Completion in src/narration/chat-answer.ts; {} records the template''s narration.';
  end if;
  return v_completion;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function memory.check_completion(jsonb, text[]) is
  'Checks what a language model made of a turn, {narration, withheld, verdicts, usage, model, latency, error}, all of them optional, and returns it without nulls. evidence_ids: the only ids that the narration may cite. Raises TSOPT and says what was expected, never what was found.';

grant execute on function memory.check_completion(jsonb, text[]) to trueshelf_api;
