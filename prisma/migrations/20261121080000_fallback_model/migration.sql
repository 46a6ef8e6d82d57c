-- The model asked once where a provider's own does not answer.

ALTER TABLE providers ADD COLUMN fallback_model text;
