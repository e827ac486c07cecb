set local role trueshelf_data;

create sequence embeddings.model_id_seq;
create table embeddings.model (
  model_id bigint primary key default nextval('embeddings.model_id_seq'),
  name text not null unique check (length(name) between 1 and 200),
  provider text not null check (provider in ('builtin', 'openai')),
  dimensions integer not null check (dimensions between 1 and 2000),
  document_template text not null,
  state text not null default 'building' check (state in ('building', 'active', 'retired')),
  similarity_floor real check (similarity_floor between -1 and 1),
  document_count bigint not null default 0,
  created_at timestamptz not null default now(),
  activated_at timestamptz
);
create unique index model_active_key on embeddings.model (state) where state = 'active';
comment on table embeddings.model is
  'Embedding models. One is active; a refit or another provider is a new row, built beside it and then switched to. Vectors of two models are never compared.';

create table embeddings.product_embedding (
  product_id bigint not null references product.product on delete cascade,
  model_id bigint not null references embeddings.model on delete cascade,
  content_hash bytea not null,
  embedding vector,
  embedded_at timestamptz not null default now(),
  audience text[],
  primary key (product_id, model_id)
);
create index product_embedding_model_idx on embeddings.product_embedding (model_id);
comment on column embeddings.product_embedding.embedding is
  'Unit length, of the model''s dimensions; null where the text has no word that the model knows.';

create table embeddings.job (
  product_id bigint not null references product.product on delete cascade,
  model_id bigint not null references embeddings.model on delete cascade,
  generation bigint not null default 1,
  enqueued_at timestamptz not null default now(),
  leased_until timestamptz,
  attempts integer not null default 0,
  error jsonb,
  primary key (product_id, model_id)
);
create index job_claim_idx on embeddings.job (model_id, enqueued_at, product_id);
comment on table embeddings.job is
  'What is to be embedded: a row per product and model, so that edits coalesce. generation counts the edits; a row goes only if no edit came meanwhile.';

create table embeddings.query_embedding (
  model_id bigint not null references embeddings.model on delete cascade,
  query_text text not null,
  embedding vector not null,
  created_at timestamptz not null default now(),
  primary key (model_id, query_text)
);
comment on table embeddings.query_embedding is 'Vectors of questions for models that need a provider, keyed by model and normalised text.';

create table embeddings.token (
  model_id bigint not null references embeddings.model on delete cascade,
  token text not null,
  document_frequency integer not null check (document_frequency > 0),
  embedding vector,
  primary key (model_id, token)
);
comment on table embeddings.token is
  'Every word of the public catalogue at the time of the fit; those in too few products have no vector, but are known and so never repaired.';

create table embeddings.token_delete (
  model_id bigint not null references embeddings.model on delete cascade,
  deleted text not null,
  token text not null,
  primary key (model_id, deleted, token)
);
comment on table embeddings.token_delete is
  'Symmetric-delete index for word repair: each fitted token under itself with each one letter left out.';

alter table embeddings.model enable row level security;
alter table embeddings.product_embedding enable row level security;
alter table embeddings.job enable row level security;
alter table embeddings.query_embedding enable row level security;
alter table embeddings.token enable row level security;
alter table embeddings.token_delete enable row level security;

grant select on embeddings.model, embeddings.product_embedding to trueshelf_api;
