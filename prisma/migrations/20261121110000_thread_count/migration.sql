-- How many conversations a list has is counted from this index alone.

CREATE INDEX text_conversations_tenant_id_access_dialect_idx
  ON text_conversations (tenant_id, access, dialect) WHERE hidden_at IS NULL;
