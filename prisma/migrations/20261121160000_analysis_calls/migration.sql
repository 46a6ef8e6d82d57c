-- What analyses of ended conversations asked of models: they belong to no turn.
CREATE TABLE analysis_calls (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  input_tokens integer,
  output_tokens integer,
  cost double precision,
  ms double precision NOT NULL,
  error text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT analysis_calls_pkey PRIMARY KEY (id, tenant_id),
  CONSTRAINT analysis_calls_conversation_id_tenant_id_fkey FOREIGN KEY (conversation_id, tenant_id)
    REFERENCES text_conversations (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX analysis_calls_conversation_id_tenant_id_idx ON analysis_calls (conversation_id, tenant_id);
CREATE INDEX analysis_calls_tenant_id_created_at_idx ON analysis_calls (tenant_id, created_at);
