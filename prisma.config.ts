import { defineConfig } from 'prisma/config'

// `generate` looks for an engine that it never runs, and would download it. Other commands need the real one.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
})
