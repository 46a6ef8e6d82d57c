-- Whose vectors a document has, or waits for; null: whoever reads it first.
ALTER TABLE knowledge_documents ADD COLUMN encoder text;
UPDATE knowledge_documents SET encoder = 'embedded/use-lite-512' WHERE state = 'ready';
