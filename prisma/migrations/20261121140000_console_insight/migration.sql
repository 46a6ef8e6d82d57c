-- What the console reads of all conversations: lists, charts, analyses, and the receipts of erasures.

CREATE INDEX text_conversations_tenant_id_created_at_id_idx ON text_conversations (tenant_id, created_at DESC, id DESC);

-- Ratings are few among messages.
CREATE INDEX text_conversation_messages_conversation_id_idx
  ON text_conversation_messages (conversation_id) WHERE feedback IS NOT NULL;

-- Times and costs of turns are counted from this index alone: the rows carry their events and are wide.
CREATE INDEX turns_figures_idx
  ON turns (tenant_id, started_at, id, conversation_id, kind, status, ended_at);

-- Queued by the commit that ended the conversation; `due_at` is null once it is settled.
CREATE TABLE conversation_analyses (
  conversation_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  workflow text NOT NULL,
  state text NOT NULL DEFAULT 'queued',
  due_at timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  result jsonb,
  failure text,
  queued_at timestamptz(3) NOT NULL,
  analyzed_at timestamptz(3),
  CONSTRAINT conversation_analyses_pkey PRIMARY KEY (conversation_id, tenant_id),
  CONSTRAINT conversation_analyses_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX conversation_analyses_due_at_idx ON conversation_analyses (due_at) WHERE due_at IS NOT NULL;

-- Whom it was about is kept as a hash.
CREATE TABLE erasures (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  erased_by text NOT NULL,
  kind text NOT NULL,
  key_hash text NOT NULL,
  counts jsonb NOT NULL,
  CONSTRAINT erasures_pkey PRIMARY KEY (id),
  CONSTRAINT erasures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE INDEX erasures_tenant_id_at_id_idx ON erasures (tenant_id, at DESC, id DESC);
