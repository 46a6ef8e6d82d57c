-- What an agent's owner decides about it outside its versions, and what a day's model calls are added up by.

CREATE TABLE agent_settings (
  agent_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  allowed_origins text[],
  debug_allowed boolean NOT NULL,
  daily_budget double precision,
  CONSTRAINT agent_settings_pkey PRIMARY KEY (agent_id, tenant_id),
  CONSTRAINT agent_settings_agent_id_tenant_id_fkey FOREIGN KEY (agent_id, tenant_id)
    REFERENCES agents (id, tenant_id) ON DELETE CASCADE
);

CREATE INDEX model_calls_tenant_id_created_at_idx ON model_calls (tenant_id, created_at);
