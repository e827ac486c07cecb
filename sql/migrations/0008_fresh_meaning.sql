-- Two more roles of the kind that nobody logs in as.
-- trueshelf_worker    may take queued products and deliver their vectors. Grant it to a worker of your own.
-- trueshelf_operator  may read the state of everything, and start, retry and cancel work. Grant it to the people who run the shop.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['trueshelf_worker', 'trueshelf_operator'] loop
    begin
      if not exists (select from pg_roles r where r.rolname = v_role) then
        execute format('create role %I nologin nobypassrls', v_role);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server created it between the look and the act
    end;
    if not pg_has_role(current_user, v_role, 'set') then
      execute format('grant %I to current_user with set true, inherit true', v_role);
    end if;
  end loop;
end
$$;

create schema work authorization trueshelf_data;
grant usage on schema work to trueshelf_api;
grant usage on schema api to trueshelf_worker, trueshelf_operator;
comment on schema work is 'Long work: what runs, how far it is, and how it ended.';

set local role trueshelf_data;

-- Models -------------------------------------------------------------------------------------------------------------

-- Also in current/embeddings; here because a generated column needs it.
create or replace function embeddings.template_fields(
  document_template text
)
returns text[]
as $$
  select coalesce(array_agg(distinct f.name[1] order by f.name[1]), '{}')
  from regexp_matches(template_fields.document_template, '\{(title|brand|category|description|attributes|options)\}', 'g') f (name);
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp;

comment on function embeddings.template_fields(text) is
  'The fields of a product that a document template names in braces, in alphabetical order: attributes, brand, category, description, options, title.';

update embeddings.model m
set document_template = '{title}*3 {category}*2 {brand} {description}[1:24]'
where m.provider = 'builtin';

alter table embeddings.model drop constraint model_state_check;
alter table embeddings.model add constraint model_state_check check (state in ('building', 'paused', 'standby', 'active', 'retired'));
alter table embeddings.model add column document_fields text[] generated always as (embeddings.template_fields(document_template)) stored;
alter table embeddings.model add column query_template text not null default '{text}' check (position('{text}' in query_template) > 0);
alter table embeddings.model add column provider_model text check (length(provider_model) between 1 and 200);
alter table embeddings.model add column base_url text check (base_url ~ '^https?://[^@[:space:]]+$');
alter table embeddings.model add column send_dimensions boolean not null default false;
alter table embeddings.model add column batch_items integer not null default 100 check (batch_items between 1 and 2048);
alter table embeddings.model add column batch_tokens integer not null default 100000 check (batch_tokens between 1 and 1000000);
alter table embeddings.model add column input_tokens integer not null default 8000 check (input_tokens between 1 and 1000000);
alter table embeddings.model add column failure jsonb check (jsonb_typeof(failure) = 'object');
alter table embeddings.model add constraint model_provider_check1 check (
  (provider = 'openai') = (provider_model is not null) and (provider = 'openai') = (base_url is not null)
);
comment on column embeddings.model.state is
  'building: its vectors are being made; paused: their making was stopped, what is done and queued stays; standby: complete, kept fresh, does not answer; active: answers questions; retired: its vectors are gone.';
comment on column embeddings.model.document_fields is 'What of a product the template uses: a change of anything else embeds nothing.';
comment on column embeddings.model.query_template is 'What the provider is given for a question, with {text} in it; some models want "query: {text}".';
comment on column embeddings.model.provider_model is 'The name that the provider knows it by; null for the built-in one.';
comment on column embeddings.model.base_url is
  'Where the provider speaks OpenAI''s API, with no name, password or key in it. Which key it gets is decided by the environment of whoever calls it, by the origin of this address.';
comment on column embeddings.model.send_dimensions is 'Whether requests ask for so many dimensions; only some models can shorten their vectors.';
comment on column embeddings.model.batch_tokens is 'Tokens a request at most, at three bytes a token, which is more than texts have.';
comment on column embeddings.model.input_tokens is 'Tokens a text at most; what is longer is cut there.';
comment on column embeddings.model.failure is
  'Why the provider as a whole gave nothing when it was last asked: {code, message, detail, hint, context, at}; null once it answers again.';

-- Vectors ------------------------------------------------------------------------------------------------------------

alter table embeddings.product_embedding add column enqueued_at timestamptz;
comment on column embeddings.product_embedding.enqueued_at is 'When the oldest change that this vector was made for was written; embedded_at less that is the lag.';
drop index embeddings.product_embedding_model_idx;
create index product_embedding_model_idx on embeddings.product_embedding (model_id, embedded_at);

-- The queue ----------------------------------------------------------------------------------------------------------

alter table embeddings.job add column leased_by text check (length(leased_by) between 1 and 200);
alter table embeddings.job add column content_hash bytea;
alter table embeddings.job add column forced boolean not null default false;
alter table embeddings.job add column retry_at timestamptz;
alter table embeddings.job add column parked_at timestamptz;
-- Never the same number twice: a row that went and came again would take a delivery that was meant for the old one.
create sequence embeddings.job_generation_seq;
alter table embeddings.job alter column generation set default nextval('embeddings.job_generation_seq');
update embeddings.job j set generation = default;
update embeddings.job j set parked_at = j.enqueued_at where j.error is not null;
alter table embeddings.job add constraint job_error_check check (jsonb_typeof(error) = 'object' and (parked_at is null or error is not null));
drop index embeddings.job_claim_idx;
create index job_claim_idx on embeddings.job (model_id, enqueued_at, product_id) where parked_at is null;
create index job_parked_idx on embeddings.job (model_id, parked_at) where parked_at is not null;
comment on column embeddings.job.generation is 'Changes with every edit, to a number that no row has had before: who delivers for another one is too late.';
comment on column embeddings.job.enqueued_at is 'When the oldest change that is not embedded yet was written; later edits do not move it.';
comment on column embeddings.job.leased_until is 'Until then nobody else takes it; null or past: free. Who dies gives it back by letting it run out.';
comment on column embeddings.job.leased_by is 'Who holds the lease, or held it last; only they may deliver, renew and give back.';
comment on column embeddings.job.content_hash is 'Of the text that the holder of the lease was given; where forced, also that of its vector from the start. An edit takes it away.';
comment on column embeddings.job.forced is 'Embed it although its text is the same as that of its vector.';
comment on column embeddings.job.attempts is 'How often it was taken since its text last changed.';
comment on column embeddings.job.retry_at is 'Not to be taken before; null: at once.';
comment on column embeddings.job.error is 'What went wrong the last time: {code, message, detail, hint, context, attempts, at}; null: nothing yet.';
comment on column embeddings.job.parked_at is 'Set aside since then, for it failed by itself and not with its provider. An edit or an operator puts it back.';

-- The cache of questions: by a digest, for what people ask may tell who they are, and such text lives in memory only.
drop table embeddings.query_embedding;
create table embeddings.query_embedding (
  model_id bigint not null references embeddings.model on delete cascade,
  text_digest bytea not null check (length(text_digest) = 32),
  embedding vector not null,
  created_at timestamptz not null default now(),
  primary key (model_id, text_digest)
);
create index query_embedding_age_idx on embeddings.query_embedding (created_at);
alter table embeddings.query_embedding enable row level security;
comment on table embeddings.query_embedding is
  'Vectors of questions for models that need a provider, keyed by model and the SHA-256 of the normalised text. A cache: whatever is lost is asked for again.';

-- Long work ----------------------------------------------------------------------------------------------------------

create table work.job (
  job_id uuid primary key default uuidv7(),
  kind text not null check (kind in ('build', 'fit', 'import', 'refresh', 'seed')),
  label text not null check (label ~ '^[^/[:space:]]+/[^/[:space:]]+/[^/[:space:]]+$' and octet_length(label) <= 63),
  state text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  parameters jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
  step text check (length(step) between 1 and 200),
  rows_done bigint not null default 0 check (rows_done >= 0),
  rows_total bigint check (rows_total >= 0),
  result jsonb check (jsonb_typeof(result) = 'object'),
  error jsonb check (jsonb_typeof(error) = 'object'),
  retry_of uuid references work.job on delete set null,
  attempts integer not null default 0,
  requested_by text not null default session_user,
  runner text check (length(runner) between 1 and 200),
  cancel_requested_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  check ((finished_at is not null) = (state in ('succeeded', 'failed', 'cancelled'))),
  check ((error is not null) = (state = 'failed'))
);
create index job_open_idx on work.job (created_at) where state in ('queued', 'running');
create index job_finished_idx on work.job (finished_at) where finished_at is not null;
create index job_retry_of_idx on work.job (retry_of) where retry_of is not null; -- or each row that is pruned reads the table
alter table work.job enable row level security;
comment on table work.job is
  'Long work, one row a run: queued for a worker or begun by a command. How it ended stays to be read.';
comment on column work.job.label is 'feature/environment/request id; also the application_name of the connections that do the work.';
comment on column work.job.step is 'What it is doing now, for people.';
comment on column work.job.rows_total is 'Null: not known.';
comment on column work.job.error is '{code, message, detail, hint, context}, of the last attempt.';
comment on column work.job.runner is 'The process that does it, or did it last. One that has not been heard of for a minute is taken for dead.';
comment on column work.job.cancel_requested_at is 'Somebody wants it to stop; the runner does so between two steps.';

-- Functions whose arguments or results change --------------------------------------------------------------------------

drop function if exists embeddings.status();
drop function if exists embeddings.activate_model(bigint, timestamptz);
drop function if exists embeddings.calibrate_model(bigint);
set local role trueshelf_api;
drop function if exists api.embedding_status();
