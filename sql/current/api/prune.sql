create or replace function api.prune(
  older_than jsonb default '{}',
  at_most integer default 1000
)
returns jsonb
as $$
declare
  v_given constant jsonb := coalesce(nullif(prune.older_than, 'null'), '{}');
  v_ages jsonb := '{"conversations": "0", "jobs": "90 days", "questions": "30 days"}';
  v_kind text;
  v_age interval;
  v_gone integer;
  v_pruned jsonb := '{}';
  v_more boolean := false;
begin
  perform product.check_writable();
  perform product.check_keys(
    v_given, array(select k.key from jsonb_object_keys(v_ages) k (key) order by k.key), 'older_than', 'TSOPT');
  if prune.at_most is null or prune.at_most not between 1 and 10000 then
    raise exception using errcode = 'TSLIM',
      message = format('at_most is %s, expected 1 to 10000', coalesce(prune.at_most::text, 'null')),
      hint = 'Remove few at once, and call again while the answer has "more": true.';
  end if;
  v_ages := v_ages || v_given;
  for v_kind in select k.key from jsonb_object_keys(v_ages) k (key) order by k.key loop
    continue when jsonb_typeof(v_ages -> v_kind) = 'null';
    begin
      v_age := case jsonb_typeof(v_ages -> v_kind) when 'string' then (v_ages ->> v_kind)::interval end;
    exception when data_exception then
      v_age := null;
    end;
    if v_age is null or v_age < interval '0' or v_age > interval '1000 years' then
      raise exception using errcode = 'TSOPT',
        message = format('older_than.%s is %s, expected an interval', v_kind, left((v_ages -> v_kind)::text, 60)),
        hint = 'Such as "90 days", at most "1000 years"; null keeps everything of this kind.';
    end if;
    v_gone := case v_kind
      when 'conversations' then
        memory.prune_conversations(statement_timestamp(), statement_timestamp() - v_age, prune.at_most)
      when 'jobs' then work.prune_jobs(statement_timestamp() - v_age, prune.at_most)
      when 'questions' then embeddings.prune_questions(statement_timestamp() - v_age, prune.at_most) end;
    v_pruned := v_pruned || jsonb_build_object(v_kind, v_gone);
    v_more := v_more or v_gone = prune.at_most;
  end loop;
  v_more := v_more or audit.record_unfinished(
    statement_timestamp(), statement_timestamp() - interval '1 hour', prune.at_most) = prune.at_most;
  perform embeddings.clear_retired();
  return v_pruned || jsonb_build_object('more', v_more);
end
$$
language plpgsql
volatile
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function api.prune(jsonb, integer) is
  'Removes what is kept for a while only, the oldest first, of each kind at_most so many (1 to 10,000): conversations that have expired, jobs that ended 90 days ago, and cached vectors of questions that are 30 days old. older_than names other ages by kind, as {"jobs": "1 year", "questions": "7 days"}; of conversations the age of the last turn, whose end does not wait for it; null keeps a kind. Also writes down, with the error UNFINISHED, the decisions of turns that a gateway left an hour ago. Returns how many went by kind, and more: whether to call again. Raises TSOPT, TSLIM, TSRDO.';

grant execute on function api.prune(jsonb, integer) to trueshelf_operator;
