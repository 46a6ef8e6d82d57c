-- Language model providers that agents name. Without a tenant a provider serves all of them.

CREATE TABLE providers (
  id uuid NOT NULL,
  tenant_id uuid,
  name text NOT NULL,
  kind text NOT NULL,
  base_url text,
  model text NOT NULL,
  key_cipher text,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT providers_pkey PRIMARY KEY (id),
  CONSTRAINT providers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX providers_tenant_id_name_key ON providers (tenant_id, name);
CREATE UNIQUE INDEX providers_name_key ON providers (name) WHERE (tenant_id IS NULL);
