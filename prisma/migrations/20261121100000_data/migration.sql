-- Databases that data agents answer from: what is known of them. Their rows lie in databases of their own.

CREATE TABLE data_sources (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  database text,
  url_cipher text,
  schema jsonb NOT NULL,
  identity jsonb,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT data_sources_pkey PRIMARY KEY (id),
  CONSTRAINT data_sources_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX data_sources_tenant_id_name_key ON data_sources (tenant_id, name);
