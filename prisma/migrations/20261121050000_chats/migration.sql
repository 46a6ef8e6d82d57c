-- What people's own lists of conversations need: hiding, expiry, ratings, and messages that a client stored itself.

ALTER TABLE text_conversations
  ADD COLUMN hidden_at timestamptz(3),
  ADD COLUMN expires_at timestamptz(3),
  ADD COLUMN external_user_id text;

CREATE INDEX text_conversations_tenant_id_access_updated_at_id_idx
  ON text_conversations (tenant_id, access, updated_at DESC, id DESC);

ALTER TABLE text_conversation_messages
  ADD COLUMN feedback smallint,
  ADD COLUMN feedback_note text,
  ADD COLUMN from_client boolean NOT NULL DEFAULT false,
  ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}';
